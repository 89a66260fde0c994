import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { patron } from './command-line.ts';
import { shop } from './shop.ts';

const { old, next, store } = shop();

const rebuild = (args: readonly string[], segments = old) =>
  patron(['rebuild', '--store', store, '--segments', segments, ...args]);

/** Spoils what is kept of a person behind the store's back. */
const spoil = (person: string, path: string): void => {
  const database = new DatabaseSync(store);
  database.prepare('UPDATE person SET body = json_remove(body, ?) WHERE key = ?').run(path, person);
  database.close();
};

describe('patron rebuild', () => {
  test('finds no difference, repairs what differs, and finds none again', async () => {
    const fine = {
      status: 0,
      stdout: '4 profiles compared with the ledger: 4 profiles without a difference.\n',
      stderr: '',
    };
    expect(await rebuild(['--all', '--check'])).toEqual(fine);
    spoil('C#bob', '$.profile.orders');
    spoil('C#cleo', '$.memberships.recent');
    const { status, stdout, stderr } = await rebuild(['--all', '--check']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^customer bob: \d+ differences\n/);
    expect(stdout).toContain('  traits.orders.count: stored 0, rebuilt 1\n');
    expect(stdout).toContain('customer cleo: 1 difference\n  segments.recent: stored "out", rebuilt "in"\n');
    expect(stdout).toMatch(/4 profiles compared with the ledger: 2 profiles without a difference\.\n$/);
    expect(stderr).toMatch(/^patron rebuild: \d+ differences in 2 profiles \(without --check they are repaired\)\n$/);
    const repaired = await rebuild(['--customer', 'cleo']);
    expect(repaired).toMatchObject({ status: 0, stderr: '' });
    expect(repaired.stdout).toContain('customer cleo: 1 difference, repaired with 1 change of segments\n');
    expect(await rebuild(['--customer', 'cleo', '--check'])).toMatchObject({ status: 0 });
    expect(await rebuild(['--all'])).toMatchObject({ status: 0 });
    expect(await rebuild(['--all', '--check'])).toEqual(fine);
  });

  test('gives each profile with a difference as a line of JSON', async () => {
    spoil('A#tablet', '$.memberships.visitors');
    const { stdout } = await rebuild(['--all', '--check', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      anonymousId: 'tablet',
      kind: 'compared',
      differences: [{ path: 'segments.visitors', stored: 'out', rebuilt: 'in' }],
    });
    await rebuild(['--anonymous', 'tablet']);
  });

  test('compares nobody whom another catalogue decided', async () => {
    const { status, stderr } = await rebuild(['--all'], next);
    expect(status).toBe(1);
    expect(stderr).toBe('patron rebuild: 4 profiles of another catalogue (give it with --segments)\n');
  });

  test('says whose profile there is none of', async () => {
    expect((await rebuild(['--customer', 'gone', '--check'])).stdout).toContain('customer gone was erased');
    expect((await rebuild(['--anonymous', 'phone', '--check'])).stdout).toContain('visitor phone is a customer now');
  });

  test.each([
    ['a stranger', ['--customer', 'nobody'], /Cannot rebuild customer nobody: nothing is known of it here/],
    ['everybody and one', ['--all', '--customer', 'ann'], /Cannot use --all with --customer or --anonymous/],
    ['nobody', [], /exactly one of --customer and --anonymous/],
  ])('refuses %s in one line', async (_what, args, reason) => {
    const { status, stdout, stderr } = await rebuild([...args, '--check']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron rebuild: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
  });
});
