import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customerKey, idFieldOf, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { LocalShop } from '#lib/tools/local-shop/local-shop.ts';
import { catalogueIn } from '#test/support/arbitrary-catalogue.ts';
import { streamIn } from '#test/support/arbitrary-events.ts';
import { runs } from '#test/support/runs.ts';
import { arbitraryScene } from '#test/support/scenes.ts';
import { openedShop } from './opened-shop.ts';
import { asDecided, replayedChanges } from './replayed-changes.ts';

const hour = 3_600_000;

/** How much time is let pass before a line is taken; null for none, so that what is due at the instant itself has not happened. */
const pause = fc.constantFrom(null, null, null, 0, 1, hour, 12 * hour, 24 * hour);

const drawn = arbitraryScene.chain((scene) =>
  fc.record({
    base: fc.constant(scene.base),
    catalogue: catalogueIn(scene),
    lines: streamIn(scene).map(({ lines }) => lines),
    pauses: fc.array(pause, { minLength: 60, maxLength: 60, size: 'max' }),
    end: fc.constantFrom(0, hour, 400 * 24 * hour),
  }),
);

/** The instant of a line, where it has one. */
const timeIn = (line: string): number => Date.parse(/"time":"([^"]+)"/.exec(line)?.[1] ?? '');

const takeAll = async (
  shop: LocalShop,
  lines: readonly string[],
  pauses: readonly (number | null)[],
): Promise<void> => {
  for (const [index, line] of lines.entries()) {
    const before = pauses[index % pauses.length] ?? null;
    if (before !== null) await shop.advance(shop.now + before);
    await shop.take(line, timeIn(line) || shop.now);
  }
};

const everybody = ['ann', 'bob'].map(customerKey).concat(['v1', 'v2', 'ann'].map(visitorKey));

/** The beginnings of changes of people who are erased. */
const erasedIn = async ({ store }: LocalShop): Promise<readonly PersonKey[]> => {
  const loaded = await Promise.all(everybody.map((person) => store.load(person, [])));
  return loaded.flatMap(({ person, record }) => (record?.kind === 'erased' ? [person] : []));
};

const lineOf = ({ detailType, detail }: OutgoingEntry): string =>
  `{"source":"patron","detail-type":"${detailType}","detail":${detail}}`;

/** What is published of people who are not erased, and every erasure. */
const comparable = (lines: readonly string[], erased: readonly PersonKey[]): readonly string[] => {
  const marks = erased.map((person) => JSON.stringify(idFieldOf(person)).slice(1, -1));
  return lines
    .filter((line) => line.includes('"ProfileErased"') || !marks.some((mark) => line.includes(`,${mark},"status"`)))
    .map(asDecided)
    .toSorted();
};

const effectiveAt = ({ detail }: OutgoingEntry): string => /"effectiveAt":"([^"]+)"/.exec(detail)?.[1] ?? '';

describe('a shop on this machine', () => {
  test('gives as lines what came: replayed, they bring the same changes, byte for byte but for decidedAt', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(drawn, async ({ base, catalogue: source, lines, pauses, end }) => {
        const catalogue = compile(source);
        const { shop, published } = await openedShop(catalogue, base - 24 * hour);
        try {
          await takeAll(shop, lines, pauses);
          await shop.advance(shop.now + end);
          const erased = await erasedIn(shop);
          const replayed = await replayedChanges(catalogue, [...shop.events()], shop.now);
          const ours = comparable(published.map(lineOf), erased);
          expect(comparable(replayed, erased)).toEqual(ours);
          compared += ours.length;
        } finally {
          await shop.close();
        }
      }),
      runs(120),
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('publishes what time brings in order of time over all people, decided at its own instant', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ base, catalogue: source, lines, end }) => {
        const { shop, published } = await openedShop(compile(source), base - 24 * hour);
        try {
          await takeAll(shop, lines, []);
          const before = published.length;
          await shop.advance(shop.now + end);
          const passed = published.slice(before);
          const instants = passed.map(effectiveAt);
          expect(instants).toEqual(instants.toSorted());
          for (const entry of passed) expect(entry.detail).toContain(`"decidedAt":"${effectiveAt(entry)}"`);
        } finally {
          await shop.close();
        }
      }),
      runs(60),
    );
  });
});
