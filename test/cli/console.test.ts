import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { patron, workspace } from './command-line.ts';

const root = join(import.meta.dirname, '..', '..');

const run = async (...args: string[]) => (await patron(['console', ...args])).stderr;

describe('patron console', () => {
  test('serves a store until it is interrupted', async () => {
    const out = workspace().path('out');
    const replay = ['--events', 'docs/snippets/events.jsonl', '--segments', 'docs/snippets/lapsing-regular.json'];
    await patron(['replay', ...replay, '--until', '2026-11-03T00:00:00Z', '--out', out]);
    const child = spawn(join(root, 'node_modules', '.bin', 'node'), ['cli/patron.ts', 'console', '--store', out], {
      cwd: root,
      timeout: 120_000,
    });
    const ended = once(child, 'close');
    const errors = text(child.stderr);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { url, token } = /^(?<url>http:\/\/127\.0\.0\.1:\d+)\/#(?<token>[\w-]{32})$/.exec(line)?.groups ?? {};
    const answer = await fetch(`${url}/v1/people/cust-42/changes`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ items: [{ changeId: 'cust-42:1' }], last: 1 });
    expect((await fetch(`${url}/v1/people/cust-42`)).status).toBe(401);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(JSON.parse(await errors)).toMatchObject({
      caller: 'local',
      route: 'GET /v1/people/{id}/changes',
      status: 200,
    });
  });

  test('says what it cannot serve', async () => {
    const { path } = workspace();
    expect(await run()).toMatch(/exactly one of --store and --api/);
    expect(await run('--store', path('none'))).toMatch(/there is no such file/);
    expect(await run('--api', 'https://api.example')).toMatch(/not yet supported/);
    expect(await run('--store', '.', '--port', '70000')).toMatch(/Cannot use --port as a whole number from 1 to 65535/);
  });
});
