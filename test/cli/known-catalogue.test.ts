import { copyFileSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { patron } from './command-line.ts';
import { shop } from './shop.ts';
import { storeOfBefore } from './store-of-before.ts';

const { path, write, old, next, store } = shop();

const at = ['--at', '2026-03-01T12:00:00Z'];

/** Commands that read a store by its catalogue. */
const readers: readonly (readonly [command: string, args: readonly string[]])[] = [
  ['explain', ['--customer', 'ann']],
  ['export', ['--customer', 'ann', ...at]],
  ['rebuild', ['--all', '--check']],
  ['backfill', ['--behind']],
];

describe('a store knows its catalogue', () => {
  test.each(readers)('patron %s needs no --segments', async (command, args) => {
    const told = await patron([command, ...args, '--store', store, '--segments', old]);
    expect(told).toMatchObject({ status: 0, stderr: '' });
    expect(await patron([command, ...args, '--store', store])).toEqual(told);
  });

  test('patron explain takes another that --segments names', async () => {
    const { stdout } = await patron(['explain', '--customer', 'ann', '--store', store, '--segments', next]);
    expect(stdout).toContain('The profile was last decided by another catalogue');
    expect(stdout).toContain('Buyers of late');
  });

  test('patron plan compares with it, unless --against names another', async () => {
    const plan = ['plan', '--segments', next, '--from', store, '--json'];
    expect(await patron(plan)).toEqual(await patron([...plan, '--against', old]));
    expect((await patron([...plan, '--against', next])).stdout).not.toBe((await patron(plan)).stdout);
  });

  test('patron redrive decides by it', async () => {
    const early = JSON.stringify({
      time: '2026-03-01T10:00:00Z',
      source: 'shop.test',
      'detail-type': 'VisitMade',
      detail: { eventId: 'v-1', customerId: 'ann', occurredAt: '2026-03-02T10:00:00Z' },
    });
    const events = write('early.jsonl', `${early}\n`);
    const redriven = path('redriven.sqlite');
    await patron(['replay', '--events', events, '--segments', old, '--out', path('early'), '--store', redriven]);
    const changes = path('redriven.jsonl');
    const args = ['--store', redriven, '--at', '2026-03-03T10:00:00Z', '--changes', changes];
    expect(await patron(['redrive', ...args])).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(changes, 'utf8')).toContain('"segment":{"key":"visitors"');
  });

  test('patron backfill replaces it', async () => {
    const copy = path('backfilled.sqlite');
    copyFileSync(store, copy);
    const pass = ['backfill', '--store', copy, ...at];
    expect(await patron([...pass, '--segments', next, '--deployment', '5'])).toMatchObject({ status: 0 });
    const { stdout, stderr } = await patron(['catalogue', '--store', copy]);
    expect(stderr).toBe('deployment 5\n');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(next, 'utf8')));
    expect(await patron([...pass, '--segments', old, '--deployment', '4'])).toMatchObject({ status: 1 });
    expect((await patron(['catalogue', '--store', copy])).stderr).toBe('deployment 5\n');
    expect(await patron(['rebuild', '--all', '--check', '--store', copy])).toMatchObject({ status: 0, stderr: '' });
  });

  test.each(readers)('patron %s says so where an older store keeps none', async (command, args) => {
    const before = storeOfBefore(store, path(`before-${command}.sqlite`));
    const bytes = readFileSync(before);
    const { stderr } = await patron([command, ...args, '--store', before]);
    const [line] = stderr.split('\n');
    expect(line).toBe(
      `${before} keeps no catalogue: the one that comes with Patron is used; give another with --segments`,
    );
    expect(await patron([command, ...args, '--store', before, '--segments', old])).toMatchObject({ stderr: '' });
    expect(readFileSync(before).equals(bytes)).toBe(true);
  });
});

describe('patron catalogue', () => {
  test.each([
    ['the default one, unless told', []],
    ['the default one', ['--default']],
  ])('prints %s, as check takes it', async (_what, args) => {
    const { status, stdout, stderr } = await patron(['catalogue', ...args]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'deployment 0\n' });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(defaultCatalogue)));
    const checked = await patron(['check', '--segments', write('printed.json', stdout)]);
    expect(checked.stdout).toBe((await patron(['check'])).stdout);
  });

  test('prints the one of a replay', async () => {
    const { stdout, stderr } = await patron(['catalogue', '--store', store]);
    expect(stderr).toBe('deployment 0\n');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(old, 'utf8')));
  });

  test.each([
    ['a store that keeps none', () => ['--store', storeOfBefore(store, path('none.sqlite'))], /it keeps none/],
    ['two places', () => ['--store', store, '--table', 'live'], /exactly one of --store and --table: 2 of them/],
    ['a store beside --default', () => ['--store', store, '--default'], /Cannot use --default with --store or --table/],
  ])('refuses %s in one line', async (_what, args, complaint) => {
    const { status, stdout, stderr } = await patron(['catalogue', ...args()]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron catalogue: [^\n]+\n$/);
    expect(stderr).toMatch(complaint);
  });
});
