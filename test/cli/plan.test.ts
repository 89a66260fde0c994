import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Plan } from '#lib/use-cases/plan/plan.ts';
import { patron } from './command-line.ts';
import { lines, shop } from './shop.ts';
import { storeOfBefore } from './store-of-before.ts';

const { path, write, events, old, next, store } = shop();

const planned = async (args: readonly string[]): Promise<Plan> => {
  const { status, stdout, stderr } = await patron(['plan', '--segments', next, ...args, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Plan;
};

describe('patron plan', () => {
  test('tells of each segment who would enter and leave, why, and what else changes', async () => {
    const before = readFileSync(store);
    const plan = await planned(['--against', old, '--from', store]);
    expect(readFileSync(store).equals(before)).toBe(true);
    expect(plan).toMatchObject({
      at: '2026-03-01T12:00:00.000Z',
      profiles: { customers: 3, visitors: 1 },
      segments: [
        {
          key: 'recent',
          definition: 'redefined',
          renamedFrom: 'Recent buyers',
          before: 2,
          after: 3,
          entering: 1,
          leaving: 0,
          change: 0.5,
          samples: {
            entering: [
              {
                customerId: 'bob',
                because: [
                  { path: 'when', condition: 'PurchaseMade within P60D, times >= 1', observed: 1, holds: true },
                ],
              },
            ],
            leaving: [],
          },
        },
        { key: 'regulars', definition: 'redefined', before: 0, after: 1, entering: 1, leaving: 0, change: 0.25 },
        { key: 'buyers', definition: 'added', before: 0, after: 3, entering: 3, leaving: 0, change: 0.75 },
        { key: 'visitors', definition: 'removed', before: 2, after: 0, entering: 0, leaving: 2, change: 1 },
      ],
      overlaps: [
        { segments: ['buyers', 'recent'], members: 3, share: 1 },
        { segments: ['buyers', 'regulars'], members: 1, share: 1 },
        { segments: ['recent', 'regulars'], members: 1, share: 1 },
      ],
      burst: { profiles: 4, entries: 7, quiet: 0 },
      notes: [],
    });
    const { publishing, deciding, total } = plan.burst.dollars;
    expect(publishing).toBeCloseTo(7e-6, 12);
    expect(deciding).toBeGreaterThan(0);
    expect(total).toBeCloseTo(publishing + deciding, 12);
  });

  test('gives the same for a store, the directory of a replay, and events, plain or packed', async () => {
    const plan = await planned(['--against', old, '--from', store]);
    mkdirSync(path('kept'));
    copyFileSync(store, path('kept/store.sqlite'));
    expect(await planned(['--against', old, '--from', path('kept')])).toEqual(plan);
    expect(await planned(['--against', old, '--from', events])).toEqual(plan);
    const packed = write('events.jsonl.gz', gzipSync(`${lines.join('\n')}\n`));
    expect(await planned(['--against', old, '--from', packed])).toEqual(plan);
  });

  test('tells it in words', async () => {
    const { stdout } = await patron(['plan', '--segments', next, '--against', old, '--from', store]);
    expect(stdout).toContain('As of 2026-03-01T12:00:00.000Z, 3 customers and 1 visitor\n');
    expect(stdout).toMatch(/recent +2 +3 +\+1 +-0 +50% +redefined, was called "Recent buyers"\n/);
    expect(stdout).toMatch(/visitors +2 +0 +\+0 +-2 +100% +removed\n/);
    expect(stdout).toContain('  recent, entering:\n    bob: a purchase within the last 60 days\n');
    expect(stdout).toContain('    visitor tablet: the catalogue has the segment no more\n');
    expect(stdout).toContain('  buyers and recent: 3, 100% of the smaller\n');
    expect(stdout).toMatch(/The pass decides 4 profiles and publishes 7 entries: about \$0\.0000\d+ /);
  });

  test('says what it cannot tell of a store that keeps no catalogue', async () => {
    const { segments, notes } = await planned(['--from', storeOfBefore(store, path('before.sqlite'))]);
    expect(segments.map(({ key, definition }) => [key, definition])).toEqual([
      ['recent', 'unknown'],
      ['regulars', 'unknown'],
      ['buyers', 'unknown'],
      ['visitors', 'removed'],
    ]);
    expect(notes).toHaveLength(1);
  });

  test('fails where a segment would change by more than the share that is allowed', async () => {
    const args = ['plan', '--segments', next, '--against', old, '--from', store, '--max-change'];
    const { status, stdout, stderr } = await patron([...args, '50%']);
    expect(status).toBe(1);
    expect(stdout).toContain('The pass decides 4 profiles');
    expect(stderr).toBe(
      'patron plan: Cannot let this pass: 2 segments would change by more than 50%: buyers by 75%, visitors by 100%\n',
    );
    expect((await patron([...args, '100%'])).status).toBe(0);
    expect((await patron([...args, 'a tenth'])).stderr).toMatch(/--max-change as a share such as 10%.*"a tenth"\n$/);
  });

  test.each([
    ['no source', [], /exactly one of --from and --table: 0 of them/],
    ['a path that is not there', ['--from', 'none.db'], /none\.db: no such file/],
    ['a directory without a store', ['--from', 'docs'], /docs as a store: the directory has no store\.sqlite/],
  ])('refuses %s in one line', async (_what, args, reason) => {
    const { status, stdout, stderr } = await patron(['plan', '--segments', next, ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron plan: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
  });
});
