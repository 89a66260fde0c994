import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import { backfill } from '#lib/core/engine/backfill.ts';
import type { InstantChanges, SegmentChange } from '#lib/core/engine/decision.ts';
import { link } from '#lib/core/engine/link.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import { longestDuration } from '#lib/core/time/duration.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';
import { runs } from '#test/support/runs.ts';
import { arbitraryArrivals } from './arrivals.ts';

const arbitrarySegments: fc.Arbitrary<Catalogue> = arbitraryCatalogue.map((json) => compile(json));
const cases = runs(150);
const longAfter = 900 * 86_400_000;

interface Life {
  readonly state: CustomerState;
  readonly changes: readonly InstantChanges[];
}

const live = (catalogue: Catalogue, arrivals: readonly ArrivedEvent[]): Life => {
  let state: CustomerState | undefined;
  const changes: InstantChanges[] = [];
  for (const arrived of arrivals) {
    const decision = apply(catalogue, state, arrived);
    state = decision.state;
    changes.push(...decision.changes);
  }
  if (!state) throw new TypeError('Cannot live without an arrival: current value is an empty list');
  return { state, changes };
};

const viewAt = (catalogue: Catalogue, state: CustomerState, at: number) => {
  const { state: then } = advance(catalogue, state, at);
  return {
    ...viewProfile(then, catalogue, at),
    segments: Object.keys(then.memberships).sort(),
    nextReviewAt: then.nextReviewAt,
    applied: then.applied,
    days: [then.profile.orders?.days, then.profile.orders?.otherDays],
  };
};

/** Checks that a change follows from the memberships before it, and makes it. */
const takeChange = (inside: Map<string, string>, change: SegmentChange, at: string): void => {
  const { segment, status, enteredAt, because } = change;
  const before = inside.get(segment.key);
  expect({ status, enteredAt }).toEqual({
    status: before === undefined ? 'entered' : 'exited',
    enteredAt: before ?? at,
  });
  expect(because.every(({ path, condition }) => path !== '' && condition !== '')).toBe(true);
  if (status === 'entered') inside.set(segment.key, at);
  else inside.delete(segment.key);
};

/** The keys of all segments whose conditions hold, each evaluated afresh. */
const holding = ({ segments }: Catalogue, state: CustomerState, at: number): readonly string[] =>
  segments
    .filter(({ condition }) => nodeHolds(condition, state, at))
    .map(({ key }) => key)
    .sort();

const lastArrival = (arrivals: readonly ArrivedEvent[]): number =>
  Math.max(...arrivals.map(({ arrivedAt }) => arrivedAt));

describe('apply()', () => {
  test('comes to the same profile and segments in whatever order the same arrivals are folded', () => {
    const shuffled = arbitraryArrivals.chain((arrivals) =>
      fc.tuple(fc.constant(arrivals), fc.shuffledSubarray([...arrivals], { minLength: arrivals.length })),
    );
    fc.assert(
      fc.property(arbitrarySegments, shuffled, (catalogue, [arrivals, others]) => {
        const end = lastArrival(arrivals);
        const one = viewAt(catalogue, live(catalogue, arrivals).state, end);
        expect(viewAt(catalogue, live(catalogue, others).state, end)).toEqual(one);
      }),
      cases,
    );
  });

  test('numbers changes without gaps and lets no instant go back', () => {
    fc.assert(
      fc.property(arbitrarySegments, arbitraryArrivals, (catalogue, arrivals) => {
        const { state, changes } = live(catalogue, arrivals);
        const sequences = changes.flatMap((instant) => instant.changes.map(({ sequence }) => sequence));
        expect(sequences).toEqual(sequences.map((_, index) => index + 1));
        expect(state.sequence).toBe(sequences.length);
        const instants = changes.map(({ effectiveAt }) => effectiveAt);
        expect(instants).toEqual(instants.toSorted());
      }),
      cases,
    );
  });

  test('enters and leaves each segment alternately, with reasons', () => {
    fc.assert(
      fc.property(arbitrarySegments, arbitraryArrivals, (catalogue, arrivals) => {
        const inside = new Map<string, string>();
        for (const instant of live(catalogue, arrivals).changes) {
          instant.changes.forEach((change) => takeChange(inside, change, instant.effectiveAt));
          expect([...instant.segments].sort()).toEqual([...inside.keys()].sort());
        }
      }),
      cases,
    );
  });

  test('survives being written as JSON between any two events', () => {
    fc.assert(
      fc.property(arbitrarySegments, arbitraryArrivals, (catalogue, arrivals) => {
        let stored: CustomerState | undefined;
        for (const arrived of arrivals) stored = JSON.parse(JSON.stringify(apply(catalogue, stored, arrived).state));
        expect(stored).toEqual(live(catalogue, arrivals).state);
      }),
      cases,
    );
  });
});

describe('advance()', () => {
  test('changes nothing before nextReviewAt, and a review too many changes nothing at all', () => {
    fc.assert(
      fc.property(
        arbitrarySegments,
        arbitraryArrivals,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (catalogue, arrivals, share) => {
          const { state } = live(catalogue, arrivals);
          const next = state.nextReviewAt ?? state.clock + longAfter;
          const between = Math.round(state.clock + (next - state.clock) * share);
          expect(advance(catalogue, state, between)).toMatchObject({ state, changes: [] });
          // A search for a flip gives up a hundred years ahead, and the review there searches on.
          const { nextReviewAt, ...others } = state;
          const isSearchedOn = next - state.clock > longestDuration;
          const reviewed = isSearchedOn ? others : { ...others, nextReviewAt };
          expect(advance(catalogue, state, next)).toMatchObject({ state: reviewed, changes: [] });
          for (const at of [Math.min(between, next - 1), next - 1]) {
            expect(holding(catalogue, state, at)).toEqual(Object.keys(state.memberships).sort());
          }
        },
      ),
      cases,
    );
  });

  test('brings the same changes in one run as in many', () => {
    fc.assert(
      fc.property(
        arbitrarySegments,
        arbitraryArrivals,
        fc.array(fc.integer({ min: 0, max: longAfter }), { maxLength: 5 }),
        (catalogue, arrivals, stops) => {
          const { state } = live(catalogue, arrivals);
          const end = state.clock + longAfter;
          let stepwise: Life = { state, changes: [] };
          for (const until of [...stops.toSorted((one, other) => one - other).map((stop) => state.clock + stop), end]) {
            const { state: then, changes } = advance(catalogue, stepwise.state, until);
            stepwise = { state: then, changes: [...stepwise.changes, ...changes] };
          }
          expect(advance(catalogue, state, end)).toMatchObject(stepwise);
        },
      ),
      cases,
    );
  });
});

describe('backfill()', () => {
  test('makes of another catalogue’s customer what this one would have made of the same events', () => {
    fc.assert(
      fc.property(arbitrarySegments, arbitrarySegments, arbitraryArrivals, (old, catalogue, arrivals) => {
        const { state } = live(old, arrivals);
        const decided = backfill(catalogue, state, { events: arrivals, at: lastArrival(arrivals) }).state;
        const fresh = live(catalogue, arrivals).state;
        expect(viewAt(catalogue, decided, decided.clock)).toEqual(viewAt(catalogue, fresh, decided.clock));
      }),
      cases,
    );
  });
});

describe('link()', () => {
  test('makes the customer what the events of both would have made it', () => {
    const parted = fc.tuple(arbitraryArrivals, arbitraryArrivals, fc.integer({ min: 0, max: 86_400_000 }));
    fc.assert(
      fc.property(arbitrarySegments, parted, (catalogue, [customers, visitors, later]) => {
        const renamed = visitors.map(({ event, arrivedAt }): ArrivedEvent => ({
          arrivedAt,
          event: { ...event, detail: { ...event.detail, eventId: `v-${event.detail.eventId}` } } as typeof event,
        }));
        const last = lastArrival([...customers, ...renamed]);
        const detail = { eventId: 'link', customerId: 'c', anonymousId: 'v', occurredAt: new Date(last).toISOString() };
        const linking: ArrivedEvent = { arrivedAt: last + later, event: { type: 'IdentityLinked', detail } };
        const pair = { customer: live(catalogue, customers).state, visitor: live(catalogue, renamed).state };
        const merged = link(catalogue, pair, linking);
        const whole = live(catalogue, [...customers, ...renamed, linking]).state;
        expect(viewAt(catalogue, merged.customer.state, last + later)).toEqual(viewAt(catalogue, whole, last + later));
        const visitorsLast = merged.visitor.at(-1)?.segments ?? [];
        expect(visitorsLast).toEqual([]);
      }),
      cases,
    );
  });
});
