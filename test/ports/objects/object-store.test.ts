import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folderObjects } from '#lib/ports/objects/folder-objects.ts';
import { memoryObjects } from '#lib/ports/objects/memory-objects.ts';
import { s3Objects } from '#lib/ports/objects/s3-objects.ts';
import { newFolder } from '#test/support/folder.ts';
import { objectStoreContract } from './object-store.contract.ts';

const metadata = { $metadata: {}, message: 'No such key' };

/** A bucket in memory, behind the client of the SDK. */
const bucket = () => {
  const kept = new Map<string, Uint8Array>();
  const client = new S3Client({ region: 'eu-west-1' });
  const mock = mockClient(client);
  mock.on(PutObjectCommand).callsFake(({ Key, Body }: { Key: string; Body: string | Uint8Array }) => {
    kept.set(Key, typeof Body === 'string' ? new TextEncoder().encode(Body) : Uint8Array.from(Body));
    return {};
  });
  mock.on(GetObjectCommand).callsFake(({ Key }: { Key: string }) => {
    const body = kept.get(Key);
    if (body === undefined) throw new NoSuchKey(metadata);
    return { Body: { transformToByteArray: async () => body } };
  });
  mock.on(DeleteObjectCommand).callsFake(({ Key }: { Key: string }) => {
    kept.delete(Key);
    return {};
  });
  return { mock, objects: s3Objects({ client, bucketName: 'insight' }) };
};

describe('s3Objects()', () => {
  objectStoreContract(() => bucket().objects);

  test('names an object by its bucket', () => {
    expect(bucket().objects.uriOf('results/latest.json')).toBe('s3://insight/results/latest.json');
  });

  test('passes on what is no missing object', async () => {
    const { mock, objects } = bucket();
    mock.on(GetObjectCommand).rejects(new S3ServiceException({ ...metadata, name: 'AccessDenied', $fault: 'client' }));
    await expect(objects.get('results/latest.json')).rejects.toThrow('No such key');
  });
});

describe('memoryObjects()', () => {
  objectStoreContract(() => memoryObjects());
});

describe('folderObjects()', () => {
  objectStoreContract(() => folderObjects(newFolder()));

  test('leaves nothing but the objects', async () => {
    const folder = newFolder();
    const objects = folderObjects(folder);
    await objects.put('latest.json', '{}');
    expect(readdirSync(folder)).toEqual(['latest.json']);
    expect(objects.uriOf('latest.json')).toMatch(/^file:\/\/.*\/latest\.json$/);
  });
});
