import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { compareTexts } from '#lib/tools/replay/parts/key-order.ts';
import { lines } from '#test/cli/shop.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { replayedInto } from './replayed-in-parts.ts';

test('a shop that is replayed in parts leaves the same as in one', () =>
  inNewFolder(async (folder) => {
    const given = { catalogue: compile(defaultCatalogue), lines, block: 5 };
    const alone = await replayedInto(join(folder, 'alone'), { ...given, threads: 1 });
    expect(await replayedInto(join(folder, 'together'), { ...given, threads: 3 })).toEqual(alone);
  }));

test('texts are compared as SQLite does, by their UTF-8', () => {
  const texts = ['', 'a', 'a\u0000', 'ab', 'b', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'];
  expect(texts.toReversed().toSorted(compareTexts)).toEqual(texts);
  for (const text of texts) expect(compareTexts(text, text)).toBe(0);
});
