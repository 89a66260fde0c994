import { describe, expect, test } from 'vitest';
import { beginRun, continueRun } from '#lib/use-cases/insight/pass/conduct-run.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { catalogue, hardResults, overShop, wholeRun } from './hard-run.ts';
import { insightOver } from './running.ts';
import { fewest } from './some-of-the-shop.ts';

describe('a run in parts', () => {
  test('says the same as in one, whatever fails', async () => {
    expect(await hardResults({ seed: 2, parts: 3, pages: 7 })).toEqual(await wholeRun());
  });

  test('leaves a sample for previews and the buyers for a fit, without ids among these', async () => {
    await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      const { id } = await runInsight(deps, { parts: 2, minimum: fewest });
      const sample = JSON.parse(new TextDecoder().decode(await deps.objects.get(keys.latestSample))) as object;
      expect(sample).toMatchObject({ run: id, people: await store.rowCount(), parts: 1 });
      const buyers = await deps.objects.get(keys.buyers(id, 0));
      expect(buyers?.length).toBeGreaterThan(0);
      expect(new TextDecoder('latin1').decode(buyers)).not.toContain('cust-');
    });
  });

  test('gives up when no part gets any further', async () => {
    await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      let run = await beginRun(deps, { parts: 2 });
      const waits: number[] = [];
      while (run.outcome === undefined) {
        run = await continueRun(deps, run, []);
        waits.push(run.waitSeconds);
      }
      expect(run.outcome).toBe('failed');
      expect(waits).toEqual([30, 60, 90, 120, 150]);
    });
  });
});
