import { execFile } from 'node:child_process';
import { hash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'a secret',
  AWS_SESSION_TOKEN: 'a+token/==',
};
Object.assign(process.env, credentials, { AWS_REGION: 'eu-west-1' });
const { askPatron } = await import('../../docs/snippets/ask-patron.ts');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What the header of a signature says of it. */
const toldIn = (authorization = '', name: 'Credential' | 'SignedHeaders' | 'Signature'): string =>
  new RegExp(`${name}=([^,]+)`).exec(authorization)?.[1] ?? '';

/** What is signed of a request without a body. */
const canonicalOf = ({ method, url = '', headers }: IncomingMessage): string => {
  const { pathname, searchParams } = new URL(url, 'http://any');
  const signed = toldIn(headers.authorization, 'SignedHeaders');
  const query = [...searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).toSorted();
  return [
    method,
    // Every service but S3 has each part of the path encoded once more.
    pathname.split('/').map(encodeURIComponent).join('/'),
    query.join('&'),
    ...signed.split(';').map((name) => `${name}:${String(headers[name])}`),
    '',
    signed,
    hash('sha256', ''),
  ].join('\n');
};

/** The signature of a request as AWS writes it down (Signature Version 4), over the headers that it says are signed. */
const signatureOf = (request: IncomingMessage): string => {
  const { authorization, 'x-amz-date': date } = request.headers;
  const [, ...scope] = toldIn(authorization, 'Credential').split('/');
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), hash('sha256', canonicalOf(request))].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${credentials.AWS_SECRET_ACCESS_KEY}`);
  return hmac(key, text).toString('hex');
};

/** The requests that come while something asks. */
const heardBy = async (asks: (url: string) => Promise<unknown>): Promise<readonly IncomingMessage[]> => {
  const heard: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    heard.push(request);
    response.end('{"items":[]}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    await asks(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
  return heard;
};

const expectSigned = (requests: readonly IncomingMessage[]): void => {
  for (const request of requests) {
    const { authorization, 'x-amz-security-token': token } = request.headers;
    expect(toldIn(authorization, 'Credential')).toMatch(/^AKIAEXAMPLE\/\d{8}\/eu-west-1\/execute-api\/aws4_request$/);
    expect([token, toldIn(authorization, 'Signature')]).toEqual([credentials.AWS_SESSION_TOKEN, signatureOf(request)]);
  }
};

test('the program that the page shows signs its requests as AWS checks them', async () => {
  const heard = await heardBy(async (url) => {
    expect(await askPatron(url, '/v1/people/cust-42/changes?after=0&limit=10')).toEqual({ items: [] });
    await askPatron(url, '/v1/people/a%3Ab%40c/changes');
  });
  expect(heard.map(({ url }) => url)).toEqual([
    '/v1/people/cust-42/changes?after=0&limit=10',
    '/v1/people/a%3Ab%40c/changes',
  ]);
  expectSigned(heard);
});

test('the page shows that very program', () => {
  expect(readFileSync('docs/deploy.md', 'utf8')).toContain(readFileSync('docs/snippets/ask-patron.ts', 'utf8'));
});

test('so does the line for curl', async () => {
  const page = readFileSync('docs/deploy.md', 'utf8');
  const line = /^curl --aws-sigv4[^]*?(?=\n```)/m.exec(page)?.[0] ?? '';
  const heard = await heardBy((URL) =>
    promisify(execFile)('sh', ['-c', line], { env: { ...process.env, ...credentials, URL } }),
  );
  expect(heard.map(({ url }) => url)).toEqual(['/v1/people/cust-42/changes?after=0']);
  expectSigned(heard);
});
