import { describe, expect, test } from 'vitest';
import { hardResults, wholeRun } from './hard-run.ts';

describe('a run in parts', () => {
  test.each([
    { seed: 1, parts: 4, pages: 5 },
    { seed: 3, parts: 7, pages: 3 },
  ])('says the same as in one, whatever fails: $parts parts, $pages people a page', async (hardship) => {
    expect(await hardResults(hardship)).toEqual(await wholeRun());
  });
});
