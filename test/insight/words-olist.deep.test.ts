import { beforeAll, describe, expect, test } from 'vitest';
import { isRecord } from '#events/is-record.ts';
import { halfOf, rankOf } from '#lib/core/insight/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { topicsOfCatalogue } from '#lib/core/segments/compile/topics.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { wordsSaid, type TermLine } from '#lib/use-cases/insight/words.ts';
import { lacksRealData, olistEvents } from '#test/support/real-data.ts';
import { withReplayed } from '#test/support/replayed-store.ts';

interface Review {
  readonly half: 0 | 1;
  readonly text: string;
  readonly score: number;
}

/** A review with a text that has a word. */
const reviewOf = (line: string): readonly Review[] => {
  const { detail }: { readonly detail: unknown } = JSON.parse(line);
  if (!isRecord(detail)) return [];
  const { customerId, text, score } = detail;
  if (typeof text !== 'string' || typeof score !== 'number' || !/[\p{L}\p{N}]/u.test(text)) return [];
  return [{ half: halfOf(rankOf(customerKey(String(customerId)))), text, score }];
};

const isUnhappy = ({ score }: Review): boolean => score <= 2;
const isHappy = ({ score }: Review): boolean => score >= 4;

/** Finds terms in texts as the topics of a catalogue do, with no segmenter. */
const finder = (lines: readonly TermLine[]): ((text: string) => readonly string[]) => {
  const topics = Object.fromEntries(lines.map(({ term }) => [term, [term]]));
  return topicsOfCatalogue({ currency: 'BRL', topics, segments: [] }) ?? (() => []);
};

/** The probability that an unhappy text has a larger sum of z than a happy one; equal ones count half. */
const areaUnderCurve = (reviews: readonly Review[], lines: readonly TermLine[]): number => {
  const find = finder(lines);
  const z = new Map(lines.map((line) => [line.term, line.z]));
  const sumOf = ({ text }: Review): number => find(text).reduce((sum, term) => sum + (z.get(term) ?? 0), 0);
  const unhappy = reviews.filter(isUnhappy).map(sumOf);
  const happy = reviews.filter(isHappy).map(sumOf);
  const wins = unhappy.reduce(
    (sum, one) => sum + happy.reduce((won, other) => won + (one > other ? 1 : one === other ? 0.5 : 0), 0),
    0,
  );
  return wins / unhappy.length / happy.length;
};

/** The share of some texts that have each term. */
const sharesIn = (reviews: readonly Review[], lines: readonly TermLine[]): ((term: string) => number) => {
  const find = finder(lines);
  const counts = new Map<string, number>();
  for (const term of reviews.flatMap(({ text }) => find(text))) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term) => (counts.get(term) ?? 0) / reviews.length;
};

const percent = (share: number): string => (100 * share).toFixed(1);

const catalogue = compile({ currency: 'BRL', segments: [] });

const foundIn = async (store: EmbeddedStore, half?: 0 | 1): Promise<readonly TermLine[]> => {
  const people = async function* () {
    for await (const person of everybody(store))
      if (half === undefined || halfOf(rankOf(person.person)) === half) yield person;
  };
  const { lines = [] } = await wordsSaid({ everybody: people, store, catalogue, minimum: 20 });
  return lines;
};

describe.skipIf(lacksRealData)('the words of Olist’s reviews', () => {
  let reviews: readonly Review[] = [];
  let whole: readonly TermLine[] = [];
  let halves: readonly (readonly TermLine[])[] = [];

  beforeAll(async () => {
    const lines = await olistEvents();
    reviews = lines.flatMap(reviewOf);
    await withReplayed({ catalogue, lines }, async (store) => {
      whole = await foundIn(store);
      halves = [await foundIn(store, 0), await foundIn(store, 1)];
    });
  });

  test('tell what is published of them', () => {
    const figures = Object.fromEntries(
      whole.map(({ term, unhappy, happy }) => [term, [percent(unhappy), percent(happy)]]),
    );
    expect(figures).toMatchObject({ 'nao recebi': ['23.0', '1.2'], 'antes do prazo': ['0.3', '12.5'] });
  });

  test('have the shares that topics find, and people of at least the minimum', () => {
    const [unhappy, happy] = [sharesIn(reviews.filter(isUnhappy), whole), sharesIn(reviews.filter(isHappy), whole)];
    for (const line of whole) {
      expect([line.term, Math.abs(unhappy(line.term) - line.unhappy) < 0.002]).toEqual([line.term, true]);
      expect([line.term, Math.abs(happy(line.term) - line.happy) < 0.002]).toEqual([line.term, true]);
      expect([line.term, line.people >= 20]).toEqual([line.term, true]);
    }
  });

  test('tell unhappy from happy texts', () => {
    expect(areaUnderCurve(reviews, whole)).toBeGreaterThan(0.935);
    expect(
      areaUnderCurve(
        reviews.filter(({ half }) => half === 1),
        halves[0] ?? [],
      ),
    ).toBeGreaterThan(0.9);
  });

  test('hold on the other half in more than nine of ten', () => {
    for (const half of [0, 1] as const) {
      const [own, others] = [halves[half] ?? [], reviews.filter((review) => review.half !== half)];
      const [unhappy, happy] = [sharesIn(others.filter(isUnhappy), own), sharesIn(others.filter(isHappy), own)];
      const held = own.filter(({ term, z }) => (unhappy(term) - happy(term)) * z > 0);
      expect(own.length).toBeGreaterThan(40);
      expect(held.length / own.length).toBeGreaterThan(0.9);
    }
  });
});
