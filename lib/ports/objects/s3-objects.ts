import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { checkKey, type ObjectStore } from './object-store.ts';

/** Objects in a bucket of S3. */
export const s3Objects = ({
  client,
  bucketName: Bucket,
}: {
  readonly client: S3Client;
  readonly bucketName: string;
}): ObjectStore => ({
  put: async (key, Body) => {
    await client.send(new PutObjectCommand({ Bucket, Key: checkKey(key), Body }));
  },
  get: async (key) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: checkKey(key) }));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
  remove: async (key) => {
    await client.send(new DeleteObjectCommand({ Bucket, Key: checkKey(key) }));
  },
  uriOf: (key) => `s3://${Bucket}/${checkKey(key)}`,
});
