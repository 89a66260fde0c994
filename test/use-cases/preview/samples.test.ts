import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { drawnSample } from '#lib/use-cases/preview/drawn-sample.ts';
import { keptSample } from '#lib/use-cases/preview/kept-sample.ts';
import type { Sample } from '#lib/use-cases/preview/preview.ts';
import { tryDraft } from '#lib/use-cases/preview/try-draft.ts';
import { rememberedEvents } from '#lib/use-cases/preview/sampled-events.ts';
import { localSample } from '#lib/tools/local-api/local-sample.ts';
import { memoryObjects } from '#lib/ports/objects/memory-objects.ts';
import { receiveAFew } from '#test/use-cases/insight/pass/received.ts';
import { insightOver } from '#test/use-cases/insight/pass/running.ts';

const store = openEmbeddedStore();
const objects = memoryObjects();
let catalogue: Catalogue;

beforeAll(async () => {
  catalogue = await receiveAFew(store);
  await runInsight({ ...insightOver(store, catalogue).deps, objects }, { parts: 2 });
});

const kept = async (): Promise<Sample> => (await keptSample(objects)) as Sample;

describe('a sample', () => {
  test('that a pass has left gives the previews that one gives which is drawn at its instant', async () => {
    const { asOf } = await kept();
    const conditions = [
      { performed: 'PurchaseMade', times: { gte: 2 } },
      { performed: 'PurchaseMade', sum: 'total', within: 'P90D', is: { gte: 1000 } },
      { trait: 'orders.count', is: { eq: 0 } },
      { segment: 'buyers' },
    ];
    for (const when of conditions) {
      const preview = async (sample: Sample) => tryDraft({ source: catalogue.source, when, sample, showsPeople: true });
      const drawn = await preview(await drawnSample(store, asOf));
      expect([when, await preview(await kept())]).toEqual([when, drawn]);
      const held = await localSample(store);
      const [all, few] = [rememberedEvents(100_000), rememberedEvents(1)];
      for (const eventsOf of [all, all, few, few])
        expect([when, await preview({ ...held(asOf), eventsOf })]).toEqual([when, drawn]);
      expect(drawn).toMatchObject({ preview: { people: [...store.profiles()].length } });
    }
  });

  test('is none where no pass has left one, or it is gone', async () => {
    expect(await keptSample(memoryObjects())).toBeUndefined();
    expect(
      await keptSample({ get: async (key) => (key.endsWith('/0') ? undefined : objects.get(key)) }),
    ).toBeUndefined();
  });
});
