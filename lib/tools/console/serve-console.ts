import { hash } from 'node:crypto';
import { extname } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { accepts } from '#lib/use-cases/api/request/accepts.ts';
import type { ConsoleFiles } from './console-files.ts';
import { contentPolicyWith } from './content-policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const aYear = 31_536_000;

/** The levels are those that take a few milliseconds a file. */
const packings: readonly (readonly [name: string, pack: (body: Uint8Array) => Uint8Array])[] = [
  ['br', (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
  ['gzip', (body) => gzipSync(body)],
];

interface Prepared {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

const prepare = (name: string, body: Uint8Array, packing: (typeof packings)[number] | undefined): Prepared => ({
  body: packing === undefined ? body : packing[1](body),
  headers: {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    ...(packing && { 'content-encoding': packing[0] }),
    etag: `"${hash('sha256', body).slice(0, 16)}${packing === undefined ? '' : `-${packing[0]}`}"`,
    'cache-control': name === 'index.html' ? 'no-cache' : `public, max-age=${aYear}, immutable`,
    vary: 'accept-encoding',
    'content-security-policy': contentPolicyWith(),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  },
});

const problem = (status: number, error: string, message: string): Response =>
  Response.json({ error, message }, { status, headers: { 'x-content-type-options': 'nosniff' } });

/** Every path of the app is the page, which knows its screens; what it loads is below `assets/`. */
const nameOf = (pathname: string): string => (pathname.startsWith('/assets/') ? pathname.slice(1) : 'index.html');

/**
 * Answers for the files of the console: files below `/assets/` by name, and the page for every other path. Scripts and styles are
 * packed once, when they are first asked for.
 */
export const serveConsole = (files: ConsoleFiles): ((request: Request) => Response) => {
  const prepared = new Map<string, Prepared>();
  const preparedOf = (name: string, body: Uint8Array, accepted: string): Prepared => {
    const packing = packings.find(([coding]) => accepts(accepted, coding));
    const key = `${name} ${packing?.[0]}`;
    const known = prepared.get(key) ?? prepare(name, body, packing);
    prepared.set(key, known);
    return known;
  };
  return ({ method, url, headers: asked }) => {
    const { pathname } = new URL(url);
    if (method !== 'GET' && method !== 'HEAD')
      return problem(404, 'not-found', `Cannot find ${method} ${pathname}: pages of the console are read by GET`);
    // Only a deployment has people who sign in.
    if (pathname === '/sign-in.json') return new Response(null, { status: 204 });
    const name = nameOf(pathname);
    const file = files.get(name);
    if (file === undefined) return problem(404, 'not-found', `Cannot find ${pathname}: the console has no such file`);
    const { body, headers } = preparedOf(name, file, asked.get('accept-encoding') ?? '');
    if (asked.get('if-none-match') === headers['etag']) return new Response(null, { status: 304, headers });
    return new Response(method === 'HEAD' ? null : Buffer.from(body), { headers });
  };
};
