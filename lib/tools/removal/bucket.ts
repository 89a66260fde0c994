import { DeleteBucketCommand, DeleteObjectsCommand, HeadBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Account } from './account.ts';
import { isFound } from './found.ts';

export const hasBucket = ({ buckets }: Account, Bucket: string): Promise<boolean> =>
  isFound(buckets.send(new HeadBucketCommand({ Bucket })));

/** Deletes all objects of a bucket, page by page: each listing begins anew, since the one before is gone. */
export const emptyBucket = async ({ buckets }: Account, Bucket: string): Promise<void> => {
  for (;;) {
    const { Contents = [] } = await buckets.send(new ListObjectsV2Command({ Bucket }));
    if (Contents.length === 0) return;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    const { Errors: [fault] = [] } = await buckets.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    if (fault) throw new Error(`Cannot empty the bucket ${Bucket}: ${fault.Key} ${fault.Code}, ${fault.Message}`);
  }
};

export const deleteBucket = async (account: Account, Bucket: string): Promise<void> => {
  await emptyBucket(account, Bucket);
  await account.buckets.send(new DeleteBucketCommand({ Bucket }));
};
