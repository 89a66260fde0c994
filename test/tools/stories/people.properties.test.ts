import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { entriesOf } from '#lib/use-cases/publish/entries.ts';
import { readEntryLine } from '#lib/tools/replay/read-entry-line.ts';
import { People } from '#lib/tools/stories/people.ts';
import { catalogueIn } from '#test/support/arbitrary-catalogue.ts';
import { streamIn } from '#test/support/arbitrary-events.ts';
import { runs } from '#test/support/runs.ts';
import { arbitraryScene } from '#test/support/scenes.ts';
import { asDecided, replayedChanges } from '#test/tools/local-shop/replayed-changes.ts';

const drawn = arbitraryScene.chain((scene) =>
  fc.record({ catalogue: catalogueIn(scene), lines: streamIn(scene).map(({ lines }) => lines) }),
);

test('people in memory change as those of a replay do, byte for byte', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      drawn,
      fc.constantFrom(0, 3_600_000, 400 * 86_400_000),
      async ({ catalogue: source, lines }, end) => {
        const catalogue = compile(source);
        const people = new People(catalogue);
        for (const [index, line] of lines.entries()) {
          const { message, untimed } = readEntryLine(line, index + 1, Math.max(people.now, 0));
          if (untimed === undefined) people.take(message);
        }
        const until = Math.max(people.now, 0) + end;
        people.advance(until);
        const ours = people.changes
          .flatMap(entriesOf)
          .map(({ detailType, detail }) => `{"source":"patron","detail-type":"${detailType}","detail":${detail}}`);
        const replayed = (await replayedChanges(catalogue, lines, until)).filter(
          (line) => !line.includes('ProfileErased'),
        );
        expect(ours.map(asDecided).toSorted()).toEqual(replayed.map(asDecided).toSorted());
        compared += ours.length;
      },
    ),
    runs(120),
  );
  expect(compared).toBeGreaterThan(50);
});
