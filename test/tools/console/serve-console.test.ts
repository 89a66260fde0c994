import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { consoleFiles, type ConsoleFiles } from '#lib/tools/console/console-files.ts';
import { serveConsole } from '#lib/tools/console/serve-console.ts';

let files: ConsoleFiles;
let answer: ReturnType<typeof serveConsole>;

beforeAll(async () => {
  files = await consoleFiles();
  answer = serveConsole(files);
});

const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  answer(new Request(`http://127.0.0.1:4711${path}`, { headers, method }));

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

const scriptName = (): string => [...files.keys()].find((name) => name.startsWith('assets/main-')) ?? '';

describe('the pages of the console', () => {
  test.each(['/', '/segments', '/people/cust-42', '/people/~visitor-7', '/segments/a%2Fb', '/live'])(
    'are one document, whatever the screen: %s',
    async (path) => {
      const response = ask(path);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await bytesOf(response)).toEqual(Buffer.from(files.get('index.html') ?? []));
    },
  );

  test('name only files that are there', async () => {
    const page = await ask('/').text();
    const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(named).toHaveLength(3);
    for (const path of named) expect(ask(path).status).toBe(200);
  });

  test('load and ask nothing from elsewhere, and run nothing that is written in them', async () => {
    const policy = ask('/').headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
    const page = await ask('/').text();
    expect(page).not.toMatch(/\sstyle=|<style|<script>/);
  });

  test('are not guessed at and tell nobody where they were left', () => {
    for (const path of ['/', `/${scriptName()}`]) {
      const { headers } = ask(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

describe('the files of the console', () => {
  test('may be kept for ever, since another content has another name', () => {
    const { headers } = ask(`/${scriptName()}`);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ] as const)('are packed as the browser takes it: %s', async (accepted, coding, unpack) => {
    const response = ask(`/${scriptName()}`, { 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(unpack(await bytesOf(response))).toEqual(Buffer.from(files.get(scriptName()) ?? []));
  });

  test('are whole for who takes nothing packed', async () => {
    const response = ask(`/${scriptName()}`, { 'accept-encoding': 'identity' });
    expect(response.headers.has('content-encoding')).toBe(false);
    expect(await bytesOf(response)).toEqual(Buffer.from(files.get(scriptName()) ?? []));
  });

  test('are not sent again to who has them', () => {
    const etag = ask('/').headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(ask('/', { 'if-none-match': etag }).status).toBe(304);
    expect(ask('/', { 'if-none-match': '"other"' }).status).toBe(200);
  });

  test('that are not there are not found, nor what lies beside them', async () => {
    for (const path of ['/assets/none.js', '/assets/../../package.json', '/assets/%2e%2e/index.html'])
      expect(await ask(path).text()).not.toMatch(/"dependencies"/);
    expect(ask('/assets/none.js').status).toBe(404);
  });

  test('are only read', async () => {
    const response = ask('/', {}, 'POST');
    expect([response.status, await response.json()]).toMatchObject([404, { error: 'not-found' }]);
    const head = ask('/', {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test.each([
    ['brotli', brotliCompressSync],
    ['gzip', gzipSync],
  ])('are together at most 100 KB when packed by %s', (_name, pack) => {
    const sizes = [...files.values()].map((body) => pack(body).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100_000);
  });
});
