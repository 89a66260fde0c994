import { describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import type { CountedEvent } from '#lib/use-cases/history/past-events.ts';
import { factOf } from '#lib/core/profile/fact.ts';
import { disagreement } from '#lib/use-cases/rebuild/measure-outlook.ts';
import type { MeasureState } from '#lib/core/measures/measure.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import { dayMs, noon, purchase, visit, type Entry } from '#test/use-cases/given.ts';

const pastOf = ([entry, days]: readonly [Entry, number]): CountedEvent => {
  const arrivedAt = noon - days * dayMs;
  const occurredAt = new Date(arrivedAt).toISOString();
  const accepted = acceptEntry({ ...entry, detail: { customerId: 'ada', ...entry.detail, occurredAt } });
  if (!accepted.ok) throw new Error(accepted.refusal.message);
  return { person: 'C#ada', event: accepted.event, arrivedAt };
};

const bought = (eventId: string, days: number, total = 100) => [purchase({ eventId, total }), days] as const;
const seen = (eventId: string, days: number, sessionId?: string) =>
  [visit({ eventId, ...(sessionId !== undefined && { sessionId }) }), days] as const;

type Story = readonly (readonly [Entry, number])[];

interface Case {
  readonly what: string;
  readonly when: ConditionSource;
  readonly kept: Story;
  readonly whole: Story;
}

/** What is kept differs from what should be; each event was folded at its own arrival, or all were at the last. */
const compare = ({ when, kept, whole }: Case) => {
  const catalogue = compile({ currency: 'GBP', segments: [{ key: 'one', when }] });
  const [placed] = catalogue.measures.values();
  if (placed === undefined) throw new Error('there is no measure');
  const { measure } = placed;
  const fold = (story: Story, clockOf: (past: CountedEvent) => number) =>
    story
      .map(pastOf)
      .reduce<MeasureState | undefined>((state, past) => measure.fold(state, factOf(past, clockOf(past))), undefined);
  const events = whole.map(pastOf);
  const stored = fold(kept, ({ arrivedAt }) => arrivedAt);
  return disagreement({ measure, stored, rebuilt: fold(whole, () => noon), clock: noon, events });
};

describe('disagreement()', () => {
  const inWindow: ConditionSource = { performed: 'PurchaseMade', within: 'P30D', times: { gte: 3 } };
  const bySum: ConditionSource = { performed: 'PurchaseMade', sum: 'total', within: 'P30D', is: { gte: 100 } };
  const followed: ConditionSource = {
    performed: 'VisitMade',
    followedBy: { performed: 'PurchaseMade' },
    within: 'P30D',
  };
  const sessions: ConditionSource = { performed: 'VisitMade', uniqueCount: 'sessionId', is: { gte: 9 } };
  const average: ConditionSource = { performed: 'PurchaseMade', avg: 'total', is: { gte: 100 } };

  test.each<Case>([
    {
      what: 'what has left a window',
      when: inWindow,
      kept: [bought('a', 50), bought('b', 5)],
      whole: [bought('a', 50), bought('b', 5)],
    },
    {
      what: 'a lost event that has left the window',
      when: bySum,
      kept: [bought('b', 5)],
      whole: [bought('a', 50), bought('b', 5)],
    },
    {
      what: 'a pair that is too old',
      when: followed,
      kept: [seen('v', 60), bought('p', 55)],
      whole: [seen('v', 60), bought('p', 55)],
    },
  ])('takes no offence at $what', (one) => {
    expect(compare(one)).toBeUndefined();
  });

  test.each<Case & { readonly found: unknown }>([
    {
      what: 'a count',
      when: inWindow,
      kept: [bought('b', 5)],
      whole: [bought('a', 6), bought('b', 5)],
      found: { stored: 1, rebuilt: 2 },
    },
    {
      what: 'a sum',
      when: bySum,
      kept: [bought('a', 5, 70)],
      whole: [bought('a', 5, 80)],
      found: { stored: 70, rebuilt: 80 },
    },
    {
      what: 'the instant at which an event leaves',
      when: inWindow,
      kept: [bought('a', 6)],
      whole: [bought('a', 5)],
      found: { stored: [noon + 24 * dayMs, 0], rebuilt: [noon + 25 * dayMs, 0] },
    },
    {
      what: 'values of which there are as many',
      when: sessions,
      kept: [seen('v', 5, 's'), seen('w', 4, 't')],
      whole: [seen('v', 5, 's'), seen('w', 4, 'u')],
      found: { stored: 3, rebuilt: 2 },
    },
    {
      what: 'an equal average of more',
      when: average,
      kept: [bought('a', 5)],
      whole: [bought('a', 5), bought('b', 4, 200), bought('c', 3, 0)],
      found: expect.anything(),
    },
    {
      what: 'a first step that nothing has followed yet',
      when: followed,
      kept: [bought('p', 5)],
      whole: [bought('p', 5), seen('v', 4)],
      found: expect.anything(),
    },
  ])('finds a difference in $what', ({ found, ...one }) => {
    expect(compare(one)).toEqual(found);
  });
});
