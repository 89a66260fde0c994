import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import { startThread } from '#lib/tools/replay/parts/start-thread.ts';
import { lines } from '#test/cli/shop.ts';
import { catalogueIn } from '#test/support/arbitrary-catalogue.ts';
import { streamIn } from '#test/support/arbitrary-events.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { runs } from '#test/support/runs.ts';
import { arbitraryScene } from '#test/support/scenes.ts';
import { replayedInto } from './replayed-in-parts.ts';

const cases = arbitraryScene.chain((scene) =>
  fc.record({ source: catalogueIn(scene), stream: streamIn(scene), block: fc.constantFrom(1, 7, 2_000) }),
);

test('replays on one thread and on several leave the same, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.constantFrom(2, 3, 5), ({ source, stream, block }, threads) =>
      inNewFolder(async (folder) => {
        const given = { catalogue: compile(source), lines: stream.lines, until: readInstant(stream.until), block };
        const alone = await replayedInto(join(folder, 'alone'), { ...given, threads: 1 });
        expect(await replayedInto(join(folder, 'together'), { ...given, threads })).toEqual(alone);
      }),
    ),
    runs(150),
  );
});

test('threads do as the same work without them', () =>
  inNewFolder(async (folder) => {
    const given = { catalogue: compile(defaultCatalogue), lines, block: 5 };
    const alone = await replayedInto(join(folder, 'alone'), { ...given, threads: 1 });
    const together = await replayedInto(join(folder, 'together'), { ...given, threads: 2, start: startThread });
    expect(together).toEqual(alone);
  }));

const startFailing: typeof startThread = (part) =>
  startThread({ ...part, catalogue: { ...part.catalogue, currency: '?' } });

test('a thread that fails ends the replay with its error, and leaves no store', () =>
  inNewFolder(async (folder) => {
    const given = { catalogue: compile(defaultCatalogue), lines, block: 5, threads: 2 };
    await expect(replayedInto(folder, { ...given, start: startFailing })).rejects.toThrow(/currency/);
    expect(readdirSync(folder).filter((name) => name.includes('store'))).toEqual([]);
  }));
