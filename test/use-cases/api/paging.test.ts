import { describe, expect, test } from 'vitest';
import { filledPage, fullPage } from '#lib/use-cases/api/request/paging.ts';

/** A line that is so many characters of JSON. */
const line = (characters: number): string => 'x'.repeat(characters - 2);

async function* given<Line>(lines: readonly Line[]): AsyncIterable<Line> {
  yield* lines;
}

describe('filledPage', () => {
  test('has as many lines as are asked for, or all', async () => {
    expect(await filledPage(given([1, 2, 3]), 2)).toEqual([1, 2]);
    expect(await filledPage(given([1, 2, 3]), 3)).toEqual([1, 2, 3]);
    expect(await filledPage(given([]), 3)).toEqual([]);
  });

  test('ends with the line that fills it, and always has one', async () => {
    expect(await filledPage(given([line(fullPage), line(2), line(2)]), 3)).toHaveLength(2);
    expect(await filledPage(given([line(fullPage + 1), line(2)]), 3)).toHaveLength(1);
  });

  test('asks for no line behind the last', async () => {
    const asked: number[] = [];
    async function* lines(): AsyncIterable<number> {
      for (let count = 0; ; count += 1) {
        asked.push(count);
        yield count;
      }
    }
    await filledPage(lines(), 3);
    expect(asked).toEqual([0, 1, 2]);
  });
});
