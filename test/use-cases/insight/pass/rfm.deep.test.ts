import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { packLines, unpackLines } from '#lib/use-cases/insight/pass/kept-lines.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { rfmGrid } from '#lib/use-cases/insight/report/rfm-grid.ts';
import { catalogue, overShop } from './hard-run.ts';
import { insightOver, textOf } from './running.ts';
import { fewest } from './some-of-the-shop.ts';

const lastPart = /counts\/part-1$/;

/** Objects of which one part is kept as an earlier version has, without the line that this one has added. */
const withOlderPart = (objects: ObjectStore): ObjectStore => ({
  ...objects,
  put: (key, body) =>
    objects.put(key, lastPart.test(key) ? packLines([...unpackLines(Buffer.from(body))].slice(0, -1)) : body),
});

describe('the grid of recency and frequency of a pass', () => {
  test('is that of the report, whatever the number of parts', async () => {
    await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      const { id } = await runInsight(deps, { parts: 3, minimum: fewest });
      const grid = await rfmGrid({ store, catalogue, minimum: fewest, everybody: () => everybody(store) });
      expect(grid).toMatchObject({ cells: expect.any(Array) as unknown[] });
      expect(JSON.parse(await textOf(deps.objects, keys.rfm(id)))).toEqual(grid);
    });
  });

  test('is left out where a part was counted by an earlier version', async () => {
    await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      const objects = withOlderPart(deps.objects);
      const { id, outcome } = await runInsight({ ...deps, objects }, { parts: 2, minimum: fewest });
      expect(outcome).toBe('done');
      expect(await objects.get(keys.rfm(id))).toBeUndefined();
    });
  });
});
