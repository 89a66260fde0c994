import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factOf } from '#lib/core/profile/fact.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { foldEvent, mergeProfiles } from '#lib/core/profile/fold-event.ts';
import { emptyState, type Profile } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import { arbitraryArrivals } from '#test/core/engine/arrivals.ts';
import { visit, withdrawal } from './events.ts';
import { runs } from '#test/support/runs.ts';
import { foldTerms, plainTerms } from '#test/support/plain-terms.ts';

const folded = (arrivals: readonly ArrivedEvent[]): Profile =>
  arrivals.reduce(
    (profile, arrived) => foldEvent(profile, factOf(arrived, arrived.arrivedAt), foldTerms),
    emptyState.profile,
  );

const parted = arbitraryArrivals.chain((arrivals) =>
  fc.tuple(
    fc.constant(arrivals),
    fc.array(fc.boolean(), { minLength: arrivals.length, maxLength: arrivals.length }),
    fc.shuffledSubarray([...arrivals], { minLength: arrivals.length }),
  ),
);

const now = Date.UTC(2028, 5, 1);
const cases = runs(200);

describe('foldEvent()', () => {
  test('comes to the same profile in whatever order events arrive', () => {
    fc.assert(
      fc.property(parted, ([arrivals, , others]) => {
        expect(folded(others)).toEqual(folded(arrivals));
      }),
      cases,
    );
  });

  test('makes nothing of a withdrawal, which is no sign of the person', () => {
    const of = folded([withdrawal({ at: '2026-11-07T10:00:00Z' })]);
    expect(of).toEqual(emptyState.profile);
    const visited = folded([visit({ at: '2026-11-02T10:00:00Z' })]);
    expect(
      folded([visit({ at: '2026-11-02T10:00:00Z', eventId: 'v' }), withdrawal({ at: '2026-11-07T10:00:00Z' })]),
    ).toEqual(visited);
    expect(visited.lastSeenAt).toBe(Date.UTC(2026, 10, 2, 10));
  });

  test('keeps plain JSON', () => {
    fc.assert(
      fc.property(arbitraryArrivals, (arrivals) => {
        const profile = folded(arrivals);
        expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
      }),
      cases,
    );
  });
});

describe('mergeProfiles()', () => {
  test('is the profile of the events of both', () => {
    fc.assert(
      fc.property(parted, ([arrivals, isMine]) => {
        const mine = folded(arrivals.filter((_, index) => isMine[index]));
        const theirs = folded(arrivals.filter((_, index) => !isMine[index]));
        const all = folded(arrivals);
        expect(mergeProfiles(mine, theirs)).toEqual(all);
        expect(mergeProfiles(theirs, mine)).toEqual(all);
        expect(viewProfile({ ...emptyState, profile: mergeProfiles(mine, theirs) }, plainTerms, now)).toEqual(
          viewProfile({ ...emptyState, profile: all }, plainTerms, now),
        );
      }),
      cases,
    );
  });
});
