import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { listen } from '#lib/tools/local-server/listen.ts';
import { patron, workspace } from './command-line.ts';

const root = join(import.meta.dirname, '..', '..');

const run = async (...args: string[]) => (await patron(['console', ...args])).stderr;

/** Runs the command until `end`, which gives its status and what it printed as errors. */
const startCommand = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(join(root, 'node_modules', '.bin', 'node'), ['cli/patron.ts', 'console', ...args], {
    cwd: root,
    timeout: 120_000,
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'close');
  const errors = text(child.stderr);
  const address = async () => {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { url, token } = /^(?<url>http:\/\/127\.0\.0\.1:\d+)\/#(?<token>[\w-]{32})$/.exec(line)?.groups ?? {};
    return { url, token };
  };
  return {
    address: address(),
    end: async () => {
      child.kill('SIGINT');
      return { status: await ended, errors: await errors };
    },
  };
};

describe('patron console', () => {
  test('serves a store until it is interrupted', async () => {
    const out = workspace().path('out');
    const replay = ['--events', 'docs/snippets/events.jsonl', '--segments', 'docs/snippets/lapsing-regular.json'];
    await patron(['replay', ...replay, '--until', '2026-11-03T00:00:00Z', '--out', out]);
    const served = startCommand(['--store', out]);
    const { url, token } = await served.address;
    const answer = await fetch(`${url}/v1/people/cust-42/changes`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ items: [{ changeId: 'cust-42:1' }], last: 1 });
    expect((await fetch(`${url}/v1/people/cust-42`)).status).toBe(401);
    const { status, errors } = await served.end();
    expect(status).toEqual([0, null]);
    expect(JSON.parse(errors)).toMatchObject({
      caller: 'local',
      route: 'GET /v1/people/{id}/changes',
      status: 200,
    });
  });

  test('hands the calls of its pages on to a deployment, with the token of whoever signed in there', async () => {
    const asked: unknown[] = [];
    const api = await listen(
      async (request) => {
        const { method, url, headers } = request;
        asked.push([method, new URL(url).pathname, headers.get('authorization'), await request.text()]);
        return Response.json({ error: 'forbidden', message: 'Not for you' }, { status: 403 });
      },
      { host: '127.0.0.1', port: 0 },
    );
    const served = startCommand(['--api', api.url], { PATRON_API_TOKEN: 'of-the-pool' });
    const { url, token } = await served.address;
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });
    const answer = await ask('/v1/people/cust%3A42/changes?after=3');
    expect([answer.status, await answer.json()]).toEqual([403, { error: 'forbidden', message: 'Not for you' }]);
    await ask('/v1/preview', { method: 'POST', body: '{"when":{}}' });
    expect((await fetch(`${url}/v1/segments`)).status).toBe(401);
    expect(await (await fetch(`${url}/segments`)).text()).toContain('<title>Patron</title>');
    await served.end();
    await api.close();
    expect(asked).toEqual([
      ['GET', '/v1/people/cust%3A42/changes', 'Bearer of-the-pool', ''],
      ['POST', '/v1/preview', 'Bearer of-the-pool', '{"when":{}}'],
    ]);
  });

  test('says what it cannot serve', async () => {
    const { path } = workspace();
    expect(await run()).toMatch(/exactly one of --store and --api/);
    expect(await run('--store', path('none'))).toMatch(/there is no such file/);
    expect(await run('--api', 'ftp://api.example')).toMatch(/Cannot ask the API: url must be that of the API/);
    expect(await run('--store', '.', '--port', '70000')).toMatch(/Cannot use --port as a whole number from 1 to 65535/);
  });
});
