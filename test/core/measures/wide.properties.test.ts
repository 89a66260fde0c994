import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '#events/incoming-event.ts';
import type { MeasureState } from '#lib/core/measures/measure.ts';
import type { Measure } from '#lib/core/segments/compile/measure.ts';
import type { Measured } from '#lib/core/segments/language/condition.ts';
import { runs } from '#test/support/runs.ts';
import { clockOf, instantsBefore, mergedStates, reordered } from './arrivals.ts';
import { readMeasure } from './read-measure.ts';
import { laterThan, start, windows } from './windows-of-every-kind.ts';

const hour = 3_600_000;
const cases = runs(240);

type Scalar = string | number | boolean;

interface Said {
  readonly t: number;
  readonly eventId: string;
  readonly isOwn: boolean;
  readonly topics: readonly string[];
  readonly value?: Scalar | undefined;
  readonly clock: number;
}

const eventOf = ({ t, eventId, isOwn, topics, value }: Said): IncomingEvent => ({
  type: 'FeedbackGiven',
  detail: {
    eventId,
    customerId: isOwn ? 'ann' : undefined,
    anonymousId: isOwn ? undefined : 'v',
    occurredAt: new Date(t).toISOString(),
    kind: 'chat',
    scale: { min: 1, max: 5 },
    topics: [...topics],
    ...(value !== undefined && { custom: { value } }),
  },
});

const foldAll = (measure: Measure, all: readonly Said[]): MeasureState | undefined =>
  all.reduce<MeasureState | undefined>(
    (state, said) => measure.fold(state, { event: eventOf(said), t: said.t, clock: said.clock }),
    undefined,
  );

const compareText = (one: string, other: string): number => Number(one > other) - Number(one < other);

const newestFirst = (one: Said, other: Said): number =>
  other.t - one.t || compareText(other.eventId, one.eventId) || Number(other.isOwn) - Number(one.isOwn);

const valueOrder = (value: Scalar): string => {
  if (typeof value === 'number') return `0${String(value + 100).padStart(4, '0')}`;
  return typeof value === 'string' ? `1${value}` : `2${String(value)}`;
};

const mostFrequentOf = (values: readonly Scalar[]): Scalar | undefined => {
  const times = (value: Scalar): number => values.filter((one) => one === value).length;
  return [...new Set(values)].sort(
    (one, other) => times(other) - times(one) || compareText(valueOrder(one), valueOrder(other)),
  )[0];
};

const unlessEmpty = (list: readonly unknown[]): readonly unknown[] | undefined =>
  list.length === 0 ? undefined : list;

interface Wide {
  readonly name: string;
  readonly aggregate: NonNullable<Measured['aggregate']>;
  /** What the contract says of some events, newest first. */
  readonly of: (events: readonly Said[]) => unknown;
}

const listOf = (atMost: number): Wide => ({
  name: `list of ${atMost}`,
  aggregate: { name: 'list', field: 'topics', atMost },
  of: (events) => unlessEmpty([...new Set(events.flatMap(({ topics }) => topics))].slice(0, atMost)),
});

const latestOf = (atMost: number): Wide => ({
  name: `latest ${atMost}`,
  aggregate: { name: 'latest', fields: ['custom.value', 'kind'], atMost },
  of: (events) =>
    unlessEmpty(
      events.slice(0, atMost).map(({ t, eventId, value }) => ({
        at: new Date(t).toISOString(),
        eventId,
        ...(value !== undefined && { 'custom.value': value }),
        kind: 'chat',
      })),
    ),
});

const wides: readonly Wide[] = [
  {
    name: 'most frequent value',
    aggregate: { name: 'mostFrequent', field: 'custom.value' },
    of: (events) => mostFrequentOf(events.flatMap(({ value }) => value ?? [])),
  },
  {
    name: 'most frequent topic',
    aggregate: { name: 'mostFrequent', field: 'topics' },
    of: (events) => mostFrequentOf(events.flatMap(({ topics }) => topics)),
  },
  listOf(1),
  listOf(3),
  listOf(20),
  latestOf(1),
  latestOf(3),
];

const ever = { name: 'ever', source: {}, calendar: undefined, holds: () => true, edges: [] };

const kinds = wides.flatMap((wide) =>
  [...windows, ever].map((window) => ({ name: `${wide.name} ${window.name}`, wide, window })),
);

const drawn = fc.record({
  t: fc.integer({ min: 0, max: 240 }).map((hours) => start + hours * hour),
  eventId: fc.constantFrom('a', 'b', 'c', 'A', 'B', 'C', 'aa', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
  isOwn: fc.boolean(),
  topics: fc.array(fc.constantFrom('p', 'q', 'r', 'R', 's'), { maxLength: 4 }),
  value: fc.option(fc.constantFrom<Scalar>(7, '7', 8, true, false, 'true', -1), { nil: undefined }),
  delay: fc.constantFrom(0, 0, 0, hour, 50 * hour, 80 * hour),
});

/** In the order of arrival, with a clock that never goes back; an id is one fact of the customer, and one of the visitor. */
const arrivals: fc.Arbitrary<readonly Said[]> = fc
  .uniqueArray(drawn, {
    minLength: 1,
    maxLength: 26,
    size: 'max',
    selector: ({ eventId, isOwn }) => `${eventId} ${String(isOwn)}`,
  })
  .map((all) =>
    all
      .map(({ delay, ...said }): Said => ({ ...said, clock: said.t + delay }))
      .toSorted((one, other) => one.clock - other.clock),
  );

describe.each(kinds)('measure of the $name', ({ wide, window }) => {
  const measure = readMeasure(wide.aggregate, { performed: 'FeedbackGiven', ...window.source }, window.calendar);
  const expected = (all: readonly Said[], now: number): unknown =>
    wide.of(all.filter(({ t }) => window.holds(t, now)).toSorted(newestFirst));
  const observed = arrivals.chain((all) =>
    fc.tuple(fc.constant(all), laterThan(clockOf(all), { times: all.map(({ t }) => t), edges: window.edges })),
  );

  test('is at every instant what all events come to, in whatever order they arrive', () => {
    fc.assert(
      fc.property(reordered(observed), ([all, again, now]) => {
        for (const state of [foldAll(measure, all), foldAll(measure, again)]) {
          expect(measure.valueAt(state, now)).toStrictEqual(expected(all, now));
          expect(measure.isApproximate(state, now)).toBe(false);
          expect(JSON.parse(JSON.stringify([state ?? null]))).toEqual([state ?? null]);
        }
      }),
      cases,
    );
  });

  test('of two merged states is that of all their events', () => {
    fc.assert(
      fc.property(observed, ([all, now]) => {
        const [mine, theirs] = [true, false].map((own) =>
          foldAll(
            measure,
            all.filter(({ isOwn }) => isOwn === own),
          ),
        );
        for (const merged of mergedStates(measure, [mine, theirs], clockOf(all))) {
          expect(measure.valueAt(merged, now)).toStrictEqual(expected(all, now));
        }
      }),
      cases,
    );
  });

  test('changes at no instant before its next change', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(observed, share, ([all, now], part) => {
        const change = measure.nextChange?.(foldAll(measure, all), now) ?? Infinity;
        expect(change).toBeGreaterThan(now);
        const values = instantsBefore(change, now, part).map((at) => expected(all, at));
        expect(values).toEqual([expected(all, now), expected(all, now)]);
      }),
      cases,
    );
  });
});
