import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { compareTexts } from '#lib/tools/replay/parts/key-order.ts';
import { groupsIn, routeOf } from '#lib/tools/replay/parts/routing.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { lines } from '#test/cli/shop.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { replayedInto } from './replayed-in-parts.ts';

const messageOf = (work: () => unknown): string => {
  try {
    work();
    return '';
  } catch (error) {
    return String(error);
  }
};

test('a shop that is replayed in parts leaves the same as in one', () =>
  inNewFolder(async (folder) => {
    const given = { catalogue: compile(defaultCatalogue), lines, block: 5 };
    const alone = await replayedInto(join(folder, 'alone'), { ...given, threads: 1 });
    expect(await replayedInto(join(folder, 'together'), { ...given, threads: 3 })).toEqual(alone);
  }));

const linesOf = async function* (all: readonly string[]): LineBlocks {
  yield all;
};

const linking = (customerId: string): string => JSON.stringify({ detail: { customerId, anonymousId: 'visitor-1' } });

test('a line that links people whom the first reading did not see together is refused', async () => {
  const texts = ['cust-1', 'cust-2', 'cust-3', 'cust-4'].map(linking);
  const apart = await groupsIn(linesOf([]));
  expect(texts.map((text) => messageOf(() => routeOf(text, apart, 4))).join('\n')).toMatch(/changed since/);
  const joined = await groupsIn(linesOf(texts));
  expect(new Set(texts.map((text) => routeOf(text, joined, 4).part)).size).toBe(1);
});

test('texts are compared as SQLite does, by their UTF-8', () => {
  const texts = ['', 'a', 'a\u0000', 'ab', 'b', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'];
  expect(texts.toReversed().toSorted(compareTexts)).toEqual(texts);
  for (const text of texts) expect(compareTexts(text, text)).toBe(0);
});
