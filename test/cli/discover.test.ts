import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { Discovery } from '#lib/use-cases/insight/discover/discovery.ts';
import { behaving, evenManner, threeManners } from '#test/insight/behaving.ts';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const segments = write(
  'segments.json',
  JSON.stringify({ currency: 'GBP', timeZone: 'Europe/London', segments: [{ key: 'all', when: { all: [] } }] }),
);

const replayed = async (name: string, lines: readonly string[], catalogue: string = segments): Promise<string> => {
  const store = path(`${name}.sqlite`);
  const events = write(`${name}.jsonl`, lines.join('\n'));
  const args = ['--events', events, '--segments', catalogue, '--out', path(name), '--store', store];
  expect((await patron(['replay', ...args])).stderr).toBe('');
  return store;
};

const planted = behaving(threeManners);
const store = await replayed('planted', planted.lines);
const even = await replayed('even', behaving([evenManner]).lines);

const found = path('found.json');

const discovered = async (from: string, ...args: readonly string[]): Promise<Discovery> => {
  const { status, stdout, stderr } = await patron(['discover', '--store', from, '--out', found, '--json', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Discovery;
};

const catalogueFound = (): CatalogueSource => JSON.parse(readFileSync(found, 'utf8')) as CatalogueSource;

/** The segments of each customer, by the file that was found. */
const membersIn = (file: string): ReadonlyMap<string, string> => {
  const opened = openEmbeddedStore(file);
  const people = [...opened.profiles()].map(
    ({ person, state }) => [person.slice(2), Object.keys(state.memberships).join()] as const,
  );
  opened.close();
  return new Map(people);
};

/** The share of pairs of people that two divisions both join or both part. */
const randIndex = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): number => {
  const people = [...one.keys()];
  const pairs = people.flatMap((left, index) => people.slice(index + 1).map((right) => [left, right] as const));
  const same = pairs.filter(
    ([left, right]) => (one.get(left) === one.get(right)) === (other.get(left) === other.get(right)),
  );
  return same.length / pairs.length;
};

describe('patron discover', () => {
  test('finds planted groups, as segments of the language that pick them', async () => {
    const { verdict, groups, people, stability, agreement, byDefinition, traits } = await discovered(store);
    expect({ verdict, people, count: groups.length }).toEqual({ verdict: 'sharp', people: 200, count: 3 });
    expect(stability?.tenth).toBeGreaterThanOrEqual(0.8);
    expect(agreement).toBeGreaterThanOrEqual(0.9);
    expect(traits).toEqual(['orders.count', 'orders.average', 'orders.lastAt', 'visits.sessions']);
    expect(byDefinition).toContain('orders.average');
    for (const { precision, recall, stability: again } of groups) {
      expect(Math.min(precision, recall, again)).toBeGreaterThanOrEqual(0.9);
    }
    expect(groups.map(({ name }) => name)).toEqual([...new Set(groups.map(({ name }) => name))]);
    const again = await replayed('again', planted.lines, found);
    const members = membersIn(again);
    expect(randIndex(members, planted.manners)).toBeGreaterThanOrEqual(0.95);
    for (const group of groups) {
      expect([...members.values()].filter((key) => key === group.key)).toHaveLength(group.members);
    }
  });

  test('writes a catalogue that check accepts, in the currency and the time zone of the shop, and nothing else', async () => {
    const { groups } = await discovered(store);
    const { currency, timeZone, segments: written, ...more } = catalogueFound();
    expect({ currency, timeZone, more }).toEqual({ currency: 'GBP', timeZone: 'Europe/London', more: {} });
    expect(written.map(({ key, when }) => ({ key, when }))).toEqual(groups.map(({ key, when }) => ({ key, when })));
    expect(await patron(['check', '--segments', found])).toMatchObject({ status: 0, stderr: '' });
  });

  test('finds the same in whatever order people came', async () => {
    const other = await replayed(
      'other',
      planted.lines.toSorted((one, two) => (one.slice(60) < two.slice(60) ? -1 : 1)),
    );
    expect(await discovered(other)).toEqual(await discovered(store));
  });

  test('finds nothing where people differ by chance alone', async () => {
    expect(await discovered(even, '--max', '6')).toMatchObject({ verdict: 'nothing', groups: [], people: 200 });
    expect(catalogueFound()).toEqual({ currency: 'GBP', timeZone: 'Europe/London', segments: [] });
    expect(await patron(['check', '--segments', found])).toMatchObject({ status: 0, stderr: '' });
    const { stdout } = await patron(['discover', '--store', even, '--out', found]);
    expect(stdout.split('\n')[0]).toBe(
      'Nothing to be found: no groups lie apart among 200 customers, and no few do most of anything.',
    );
  });

  test.each([1, 2])('finds at most %d groups where no more are wanted', async (most) => {
    const { groups } = await discovered(store, '--max', String(most));
    expect(groups).toHaveLength(most);
    expect(catalogueFound().segments).toHaveLength(most);
  });

  test('tells no group of fewer people than the minimum, nor writes it', async () => {
    const all = await discovered(store);
    const { groups } = await discovered(store, '--min', '50');
    expect(all.groups.map(({ members }) => members >= 50)).toEqual([true, true, false]);
    expect(groups).toEqual(all.groups.slice(0, 2));
    expect(catalogueFound().segments).toHaveLength(2);
  });

  test('tells what is missing where there are too few people', async () => {
    const few = await replayed('few', behaving([{ ...evenManner, people: 79 }]).lines);
    expect(await discovered(few)).toMatchObject({
      verdict: 'nothing',
      missing: 'among fewer than 80 people groups are chance, and 79 are known',
    });
    expect((await discovered(few, '--min', '19')).missing).toBeUndefined();
    const none = await replayed('none', []);
    expect((await patron(['discover', '--store', none, '--out', found])).stdout.split('\n')[0]).toBe(
      'Nothing to be found: among fewer than 80 people groups are chance, and 0 are known.',
    );
  });

  test('tells groups in words, largest first, with what the figures mean', async () => {
    const { stdout } = await patron(['discover', '--store', store, '--out', found]);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('Among 200 customers: groups that lie apart: hardly anybody is between them.');
    expect(lines[3]).toMatch(/^group +members +of all +right +complete +again$/);
    expect(stdout).toContain('  customers whose ');
    expect(stdout).toContain('(precision)');
  });

  test.each([
    [['--max', '0'], 'Cannot use --max as a whole number from 1 to 10: current value is "0"'],
    [['--max', '11'], 'Cannot use --max as a whole number from 1 to 10: current value is "11"'],
    [['--out', store], `Cannot read ${store} and write ${store}: they are the same file`],
  ])('refuses %j', async (args, complaint) => {
    const given = args.includes('--out') ? args : [...args, '--out', found];
    expect(await patron(['discover', '--store', store, ...given])).toEqual({
      status: 1,
      stdout: '',
      stderr: `patron discover: ${complaint}\n`,
    });
  });
});
