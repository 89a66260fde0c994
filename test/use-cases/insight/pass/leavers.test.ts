import { describe, expect, test } from 'vitest';
import { leaverCounts } from '#lib/core/insight/leaving/leaver-counts.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { leaversAhead } from '#lib/use-cases/console/leavers.ts';
import { accumulate } from '#lib/use-cases/insight/accumulate.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { continueRun, beginRun } from '#lib/use-cases/insight/pass/conduct-run.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { runPart } from '#lib/use-cases/insight/pass/run-part.ts';
import { slicesOf, type Run } from '#lib/use-cases/insight/pass/run.ts';
import { catalogue, overShop } from './hard-run.ts';
import { insightOver } from './running.ts';
import { fewest } from './some-of-the-shop.ts';

/** In the week after the last event, in which some leave. */
const started = parseInstant('2026-11-03T02:00:00.000Z');

describe('the leavers of a pass', () => {
  test('are by the byte those of a count on this machine, and in seven days those whom the store names as due', async () => {
    await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      let now = started - 1;
      const { id, startedAt } = await runInsight({ ...deps, now: () => (now += 1) }, { parts: 3, minimum: fewest });
      const counted = leaverCounts({ catalogue, asOf: startedAt });
      const local = await accumulate(() => everybody(store), counted);
      const kept = new TextDecoder().decode(await deps.objects.get(keys.leavers(id)));
      expect([startedAt, kept]).toEqual([started, JSON.stringify(local)]);

      const { bySegment } = await leaversAhead({ store, catalogue, othersTurn: async () => {} }, startedAt);
      const first = catalogue.calendar.dayOf(startedAt);
      const week = [0, 1, 2, 3, 4, 5, 6];
      const due = local.segments.map(({ key }) =>
        week.map((ahead) => bySegment.get(key)?.byDay.get(first + ahead) ?? 0),
      );
      expect(local.segments.map(({ leaving }) => leaving.slice(0, 7))).toEqual(due);
      expect(due.flat().some((leaving) => leaving > 0)).toBe(true);
    });
  });

  test('are left out where a part was counted by an earlier version', async () => {
    await overShop(async (store) => {
      const { deps } = insightOver(store, catalogue);
      const pass = async (isOld: (index: number) => boolean): Promise<Run> => {
        let run = await beginRun(deps, { parts: 2, minimum: fewest });
        const slices = slicesOf(run).map(({ startedAt, ...old }) =>
          isOld(old.index) ? old : { ...old, ...(startedAt !== undefined && { startedAt }) },
        );
        for (const slice of slices) run = await continueRun(deps, run, [await runPart(deps, slice)]);
        return run;
      };
      const [mixed, whole] = [await pass((index) => index === 1), await pass(() => false)];
      expect([mixed.stage, whole.stage]).toEqual(['samples', 'samples']);
      expect(await deps.objects.get(keys.leavers(mixed.id))).toBeUndefined();
      expect(await deps.objects.get(keys.leavers(whole.id))).toBeDefined();
    });
  });
});
