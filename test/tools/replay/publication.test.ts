import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { startPublication } from '#lib/tools/replay/publication/publication.ts';
import { changesIn, replayed } from '#test/flow/replayed.ts';
import { purchase } from '#test/flow/said.ts';
import { changesOf } from '#test/ports/store/contract/store-samples.ts';
import { newFolder } from '#test/support/folder.ts';

/** More rows than are published without a thread. */
const many = 12_000;

const rowsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => JSON.stringify(changesOf(`C#cust-${index % 7}`, index + 1)));

const publishAll = async (rows: readonly string[], together: number) => {
  const path = join(newFolder(), 'changes.jsonl');
  const publication = startPublication(path);
  for (let at = 0; at < rows.length; at += together) await publication.publish(rows.slice(at, at + together));
  const countsBySegment = await publication.end();
  return { countsBySegment, lines: (await readFile(path, 'utf8')).split('\n').slice(0, -1) };
};

const threads = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;

describe('startPublication()', () => {
  test('writes nothing of no rows into an empty file', async () => {
    expect(await publishAll([], 1)).toEqual({ countsBySegment: new Map(), lines: [] });
  });

  test('writes the same lines in the order of the rows, on a thread or without one', async () => {
    const before = threads();
    const rows = rowsOf(many);
    const { countsBySegment, lines } = await publishAll(rows, 500);
    const apart: string[] = [];
    for (let at = 0; at < many; at += 3_000) apart.push(...(await publishAll(rows.slice(at, at + 3_000), 700)).lines);
    expect(lines).toEqual(apart);
    const ids = lines.map((line) => String(JSON.parse(line).detail.changeId));
    expect(ids).toEqual(rows.map((_, index) => `cust-${index % 7}:${index + 1}`));
    expect([...countsBySegment.values()].reduce((sum, { entered, exited }) => sum + entered + exited, 0)).toBe(many);
    expect(threads()).toBe(before);
  });

  test.each([
    ['on a thread', many],
    ['without one', 1],
  ])('throws the file system’s error as it is, %s, and leaves nothing running', async (_, count) => {
    const before = threads();
    const folder = newFolder();
    const publication = startPublication(folder);
    const publish = async () => {
      for (const row of rowsOf(count)) await publication.publish([row]);
    };
    await publish().catch(() => {});
    await expect(publication.end()).rejects.toMatchObject({ code: 'EISDIR', message: expect.stringContaining(folder) });
    expect(threads()).toBe(before);
  });

  test('throws to the next who publishes when the thread has failed', async () => {
    const before = threads();
    const publication = startPublication(join(newFolder(), 'changes.jsonl'));
    await publication.publish(rowsOf(many));
    expect(threads()).toBeGreaterThan(before);
    await publication.publish(['no JSON']);
    const publish = async () => {
      for (;;) await publication.publish(rowsOf(10));
    };
    await expect(publish()).rejects.toThrow(SyntaxError);
    await expect(publication.end()).rejects.toThrow(SyntaxError);
    expect(threads()).toBe(before);
  });
});

describe('replay()', () => {
  test('counts and tells all changes, also where they are published on a thread', async () => {
    const at = '2026-03-01T10:00:00Z';
    const buyers: Segment = { key: 'buyers', when: { performed: 'PurchaseMade' } };
    const recent: Segment = { key: 'recent', when: { performed: 'PurchaseMade', within: 'P30D' } };
    const events = Array.from({ length: 6_000 }, (_, index) => purchase({ at, customerId: `cust-${index}` }));
    const until = '2026-06-01T00:00:00Z';
    const { summary, changes } = await replayed({ segments: [buyers, recent], events, until });
    expect(summary.segments).toEqual({
      buyers: { members: 6_000, entered: 6_000, exited: 0 },
      recent: { members: 0, entered: 6_000, exited: 6_000 },
    });
    expect(changesIn({ changes }).slice(-6_000)).toEqual(
      expect.arrayContaining(['cust-0 3 -recent 2026-03-31T10:00:00.000Z timer']),
    );
    expect(changes).toHaveLength(18_000);
  });
});
