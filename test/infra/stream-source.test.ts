import { expect, test } from 'vitest';
import { lanesOfShard } from '#infra/intake/stream-source.ts';
import { defaults } from '#infra/settings/check-settings.ts';
import { streamReading } from '#lib/tools/cost/stream-batches.ts';

test.each([
  [2, 1],
  [37, 1],
  [38, 2],
  [100, 4],
  [237, 9],
  [238, 10],
  [1_000, 10],
])('lanesOfShard() of %i batches at once is %i', (concurrency, lanes) => {
  expect(lanesOfShard(concurrency)).toBe(lanes);
});

test('patron cost bills the batches of a shard that are taken at once where nothing is set', () => {
  expect(lanesOfShard(defaults.concurrency)).toBe(streamReading.lanes);
});
