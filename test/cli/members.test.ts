import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder } from '#test/support/folder.ts';
import { patron } from './command-line.ts';
import { shop } from './members-shop.ts';

const { store } = shop();

const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

const members = (...more: readonly string[]) => patron(['members', '--segment', 'recent', '--store', store, ...more]);

const idsAt = async (at: string) =>
  (await members('--at', at)).stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Object.values(JSON.parse(line) as object)[0] as unknown);

/** Compares a list of a tool with the members. */
const verify = (content: string) => {
  const against = join(newFolder(), 'tool.jsonl');
  writeFileSync(against, content);
  return patron(['verify', '--segment', 'recent', '--against', against, '--store', store]);
};

describe('patron members', () => {
  test('lists who is in a segment, by id, with the change by which each entered', async () => {
    const { status, stdout } = await members();
    expect(status).toBe(0);
    expect(linesOf(stdout)).toEqual([
      { customerId: 'ann', enteredAt: '2026-03-01T12:00:00.000Z', sequence: 3, changeId: 'ann:3' },
      { customerId: 'bob', enteredAt: '2026-02-20T12:00:00.000Z', sequence: 1, changeId: 'bob:1' },
      { anonymousId: 'tablet', enteredAt: '2026-03-02T09:00:00.000Z', sequence: 1, changeId: '~tablet:1' },
    ]);
  });

  test('shows traits that the segment publishes, and any where that is allowed', async () => {
    const published = await members('--traits', 'orders.count');
    expect(linesOf(published.stdout).map(({ traits }) => traits)).toEqual([
      { 'orders.count': 2 },
      { 'orders.count': 1 },
      { 'orders.count': 0 },
    ]);
    const { stderr } = await members('--traits', 'orders.cuont');
    expect(stderr).toContain('current value is "orders.cuont" (the nearest is orders.count); --all-traits allows any');
    const any = await members('--traits', 'orders.revenue', '--all-traits');
    expect(linesOf(any.stdout)[0]).toMatchObject({ traits: { 'orders.revenue': 30_00 } });
    const unknown = await members('--traits', 'orders.revenu', '--all-traits');
    expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining('orders.revenu')]);
    const all = await members('--all-traits');
    expect(linesOf(all.stdout)[0]).toMatchObject({ traits: { 'orders.count': 2, 'visits.count': 0 } });
  });

  test('writes a table, with a column for each trait that is named', async () => {
    const { stdout } = await members('--format', 'csv', '--traits', 'orders.count');
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'customerId,anonymousId,enteredAt,sequence,changeId,orders.count',
      'ann,,2026-03-01T12:00:00.000Z,3,ann:3,2',
      'bob,,2026-02-20T12:00:00.000Z,1,bob:1,1',
      ',tablet,2026-03-02T09:00:00.000Z,1,~tablet:1,0',
    ]);
    const { status, stderr } = await members('--format', 'csv', '--all-traits');
    expect([status, stderr]).toEqual([1, expect.stringContaining('name the columns with --traits')]);
  });

  test('goes on after a member', async () => {
    expect(linesOf((await members('--after', 'ann')).stdout)).toHaveLength(2);
    expect((await members('--after', '~tablet')).stdout).toBe('');
    const { status, stderr } = await members('--after', 'a b');
    expect([status, stderr]).toEqual([1, expect.stringContaining('current value is "a b"')]);
  });

  test('lists who was in a segment, and who will be if nothing else comes', async () => {
    expect(await idsAt('2026-01-10T12:00:00Z')).toEqual(['ann']);
    expect(await idsAt('2026-01-10T11:59:59.999Z')).toEqual([]);
    expect(await idsAt('2026-02-20T12:00:00Z')).toEqual(['bob']);
    expect(await idsAt('2026-03-22T12:00:00Z')).toEqual(['ann', 'tablet']);
    expect(await idsAt('2026-05-01T00:00:00Z')).toEqual([]);
  });

  test('names the nearest segment', async () => {
    const { stderr } = await patron(['members', '--segment', 'recnet', '--store', store]);
    expect(stderr).toContain('current value is "recnet" (the nearest is recent)');
  });
});

describe('patron announce', () => {
  test('prints a snapshot as lines of changes.jsonl, and what it left out', async () => {
    const { status, stdout, stderr } = await patron(['announce', '--segment', 'recent', '--store', store]);
    expect(status).toBe(0);
    const entries = linesOf(stdout);
    expect(entries.map((entry) => [entry['source'], entry['detail-type']])).toEqual([
      ['patron', 'SnapshotStarted'],
      ['patron', 'SegmentMember'],
      ['patron', 'SegmentMember'],
      ['patron', 'SegmentMember'],
      ['patron', 'SnapshotFinished'],
    ]);
    expect(entries[1]?.['detail']).toMatchObject({
      changeId: 'ann:3',
      decidedAt: '2026-03-02T09:00:00.000Z',
      segments: ['recent'],
      traits: { 'orders.count': 2 },
    });
    expect(stderr).toMatch(/^3 members of recent announced, runId [\da-f-]{36}\n$/);
  });
});

describe('patron verify', () => {
  test('takes a list that holds the same', async () => {
    const list = ['{"id":"bob","sequence":1}', '{"id":"ann","sequence":3}', '', '{"id":"~tablet","sequence":1}'];
    expect(await verify(list.join('\n'))).toMatchObject({ status: 0, stdout: '' });
  });

  test('names whom a list differs about, and fails', async () => {
    const { status, stdout, stderr } = await verify('{"id":"ann","sequence":2}\n{"id":"zoe","sequence":5}\n');
    expect(status).toBe(1);
    expect(linesOf(stdout)).toEqual([
      { id: 'ann', ours: 3, theirs: 2 },
      { id: 'bob', ours: 1, theirs: null },
      { id: 'zoe', ours: null, theirs: 5 },
      { id: '~tablet', ours: 1, theirs: null },
    ]);
    expect(stderr).toContain('is not as the members of recent are: 4 differences');
  });

  test.each([
    ['{"id":"ann","sequence":"3"}', 'line 1', 'sequence must be a whole number from 1, current value is "3"'],
    ['{"id":"ann","sequence":3}\nann', 'line 2', 'it must be {"id", "sequence"}, current value is "ann"'],
    ['{"id":"a b","sequence":3}', 'line 1', 'id must be an id of 1 to 64'],
  ])('refuses %j', async (content, ...words) => {
    const { status, stderr } = await verify(content);
    expect(status).toBe(1);
    for (const word of words) expect(stderr).toContain(word);
  });
});

test('a list that is not there is an error', async () => {
  const against = join(newFolder(), 'none.jsonl');
  const { status, stderr } = await patron(['verify', '--segment', 'recent', '--against', against, '--store', store]);
  expect([status, stderr]).toEqual([1, expect.stringContaining('none.jsonl')]);
});
