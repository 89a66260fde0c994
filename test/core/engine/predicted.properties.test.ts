import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import { nextChanges } from '#lib/core/engine/next-changes.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
import { day } from '#lib/core/time/duration.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { runs } from '#test/support/runs.ts';
import { purchase } from '../profile/events.ts';

const begin = Date.UTC(2027, 0, 1);
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });

/** Orders within two years, most of which arrive late. */
const arrivals: fc.Arbitrary<readonly ArrivedEvent[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2 * 365 * day }), fc.integer({ min: 0, max: 20 * day })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((times) =>
    times.map(([occurred, late], index) =>
      purchase({
        at: new Date(begin + occurred).toISOString(),
        arrivedAt: new Date(begin + occurred + late).toISOString(),
        eventId: `order-${index}`,
        total: 10_00 + index,
      }),
    ),
  );

const predictedNumber = fc.constantFrom(
  ...(['alive', 'buys30d', 'buys90d'] as const).map((name) => ({ trait: `predicted.${name}`, most: 1 })),
  { trait: 'predicted.orders30d', most: 5 },
  { trait: 'predicted.orders365d', most: 30 },
  { trait: 'predicted.value365d', most: 1_000_00 },
);

const ordering = fc.constantFrom('gt', 'gte', 'lt', 'lte');

/** Comparisons of predictions, of values of one, and of what follows from them; a low operand is as likely as a high one. */
const condition: fc.Arbitrary<ConditionSource> = fc.oneof(
  fc.tuple(predictedNumber, ordering, share).map(([{ trait, most }, name, part]) => ({
    trait,
    is: { [name]: most * part ** 2 },
  })),
  fc.tuple(predictedNumber, share, share).map(([{ trait, most }, one, other]) => ({
    trait,
    is: { gte: most * Math.min(one, other), lt: most * Math.max(one, other) },
  })),
  fc.tuple(predictedNumber, ordering, share, share).map(([{ trait, most }, name, one, other]) => ({
    value: { minus: [most * one, { trait }] },
    is: { [name]: most * (one - other) },
  })),
  fc.tuple(predictedNumber, ordering, share, share).map(([{ trait, most }, name, one, other]) => ({
    value: { dividedBy: [1, { minus: [{ trait }, most * one] }] },
    is: { [name]: 1 / (most * (other - one || 0.5)) },
  })),
  fc.constantFrom('high', 'medium', 'low').map((tier) => ({ trait: 'predicted.tier', is: { eq: tier } })),
  fc.boolean().map((isLate) => ({ trait: 'predicted.overdue', is: { eq: isLate } })),
  fc.constantFrom('olderThan', 'newerThan', 'comingWithin').map((name) => ({
    trait: 'predicted.nextOrderAt',
    is: { [name]: 'P7D' },
  })),
) as fc.Arbitrary<ConditionSource>;

const compiled = fc
  .tuple(fc.array(condition, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4 }))
  .map(([all, k]) =>
    compile({
      currency: 'GBP',
      predict: { ...predictionModel, orders: { ...predictionModel.orders, k } },
      segments: all.map((when, index) => ({ key: `segment-${index}`, when })),
    }),
  );

type Catalogue = ReturnType<typeof compile>;

const byArrival = (events: readonly ArrivedEvent[]): readonly ArrivedEvent[] =>
  events.toSorted((one, other) => one.arrivedAt - other.arrivedAt);

const applied = (catalogue: Catalogue, events: readonly ArrivedEvent[]): CustomerState =>
  events.reduce<CustomerState | undefined>(
    (state, event) => apply(catalogue, state, event).state,
    undefined,
  ) as CustomerState;

const holding = ({ segments }: Catalogue, state: CustomerState, now: number): readonly string[] =>
  segments.filter((segment: CompiledSegment) => nodeHolds(segment.condition, state, now)).map(({ key }) => key);

const years = 5 * 365 * day;

describe('predictions', () => {
  test('change segments at the very milliseconds at which comparisons turn, and at no others', () => {
    const property = fc.property(
      compiled,
      arrivals,
      fc.array(share, { minLength: 40, maxLength: 40 }),
      (catalogue, events, shares) => {
        const state = applied(catalogue, byArrival(events));
        const { changes } = advance(catalogue, state, state.clock + years);
        const instants = changes.map(({ effectiveAt }) => parseInstant(effectiveAt));
        for (const { effectiveAt, changes: each } of changes) {
          const at = parseInstant(effectiveAt);
          const [before, after] = [holding(catalogue, state, at - 1), holding(catalogue, state, at)];
          const turned = each.map(({ segment, status }) => [segment.key, status]);
          const expected = catalogue.segments
            .filter(({ key }) => before.includes(key) !== after.includes(key))
            .map(({ key }) => [key, after.includes(key) ? 'entered' : 'exited']);
          expect(turned).toEqual(expected);
        }
        // Between two changes nothing changes: at random instants, and just before and after each.
        const probes = [state.clock, ...instants, state.clock + years].flatMap((at, index, all) => {
          const until = all[index + 1] ?? at + 1;
          return [at, until - 1, ...shares.map((part) => Math.floor(at + part * (until - 1 - at)))].map(
            (now) => [now, at] as const,
          );
        });
        for (const [now, since] of probes)
          expect(holding(catalogue, state, now)).toEqual(holding(catalogue, state, since));
      },
    );
    fc.assert(property, runs(120));
  });

  test('are foretold: what is next is what time brings', () => {
    const property = fc.property(compiled, arrivals, (catalogue, events) => {
      const state = applied(catalogue, byArrival(events));
      const { changes } = advance(catalogue, state, state.clock + years);
      const next = nextChanges(
        catalogue,
        state,
        catalogue.segments.map(({ key }) => key),
      );
      for (const { key } of catalogue.segments) {
        const first = changes
          .flatMap(({ effectiveAt, changes: each }) => each.map((change) => ({ effectiveAt, ...change })))
          .find(({ segment }) => segment.key === key);
        const foretold = next.get(key);
        const within = foretold && foretold.at < state.clock + years ? foretold : undefined;
        expect(within && { at: within.at, status: within.status }).toEqual(
          first && { at: parseInstant(first.effectiveAt), status: first.status },
        );
      }
    });
    fc.assert(property, runs(120));
  });

  test('come out the same in whatever order orders arrive', () => {
    const property = fc.property(compiled, arrivals, (catalogue, events) => {
      const last = Math.max(...events.map(({ arrivedAt }) => arrivedAt));
      const one = applied(catalogue, byArrival(events));
      const other = applied(
        catalogue,
        byArrival(events)
          .toReversed()
          .map((event) => ({ ...event, arrivedAt: last })),
      );
      expect(other.profile).toEqual(one.profile);
      expect(Object.keys(other.memberships).toSorted()).toEqual(Object.keys(one.memberships).toSorted());
      expect(other.nextReviewAt).toBe(one.nextReviewAt);
    });
    fc.assert(property, runs(120));
  });
});
