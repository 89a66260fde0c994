import { S3Client } from '@aws-sdk/client-s3';
import type { ObjectStore } from './object-store.ts';
import { s3Objects } from './s3-objects.ts';

/** The client that a function's objects share. */
const client = new S3Client({ forcePathStyle: true });

/** The objects in a bucket of S3. */
export const objectsIn = (bucketName: string): ObjectStore => s3Objects({ client, bucketName });
