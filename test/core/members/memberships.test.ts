import { describe, expect, test } from 'vitest';
import { indexed, type CommittedChanges } from '#lib/core/members/change-rank.ts';
import { membersOfProfile } from '#lib/core/members/members-of-profile.ts';
import { membershipsBy } from '#lib/core/members/membership.ts';

const entered = Date.parse('2026-11-02T12:00:00.000Z');
const day = 86_400_000;
const iso = (instant: number): string => new Date(instant).toISOString();

const segmentOf = (key: string) => ({ key, name: key, definitionHash: '9f2c41d0' });

/** An instant at which Ada enters or leaves `key`, by the change of that sequence, or quietly without one. */
const change = (
  key: string,
  status: 'entered' | 'exited',
  { sequence, at = entered }: { readonly sequence?: number; readonly at?: number } = {},
): CommittedChanges => {
  const what = { status, segment: segmentOf(key), because: [], enteredAt: iso(entered) } as const;
  return {
    person: 'C#ada',
    decidedAt: iso(at + 1000),
    effectiveAt: iso(at),
    origin: 'live',
    cause: { eventId: 'e-1' },
    segments: [],
    consent: {},
    nextReviewAt: null,
    changes: sequence === undefined ? [] : [{ ...what, sequence, traits: {} }],
    ...(sequence === undefined && { quiet: [what] }),
  };
};

describe('membershipsBy()', () => {
  test('an entry leaves a member, an exit a tombstone for 35 days after its decision', () => {
    const common = { person: 'C#ada', segment: 'regulars', enteredAt: entered };
    expect(membershipsBy({ ...change('regulars', 'entered', { sequence: 7 }), version: 3 })).toEqual([
      { ...common, sequence: 7, rank: 3_000_000 },
    ]);
    const left = entered + 2 * day;
    expect(membershipsBy({ ...change('regulars', 'exited', { sequence: 8, at: left }), version: 4 })).toEqual([
      { ...common, sequence: 8, rank: 4_000_000, leftAt: left, expiresAt: left + 1000 + 35 * day },
    ]);
  });

  test('quiet changes have no sequence, and rank after those of their instant that are published', () => {
    const both = { ...change('a', 'entered', { sequence: 1 }), quiet: change('b', 'entered').quiet ?? [] };
    const ranked = membershipsBy({ ...both, version: 2, index: 5 });
    expect(ranked.map(({ segment, sequence, rank }) => [segment, sequence, rank])).toEqual([
      ['a', 1, 2_000_005],
      ['b', null, 2_000_006],
    ]);
  });

  test('changes that name no version rank below all that do', () => {
    const [old] = membershipsBy({ ...change('a', 'entered', { sequence: 9 }), index: 3 });
    expect(old?.rank).toBe(0);
  });
});

describe('indexed()', () => {
  test('counts the changes before each instant of a commit, quiet ones too', () => {
    const instants = [
      { ...change('a', 'entered', { sequence: 1 }), quiet: change('b', 'entered').quiet ?? [] },
      change('a', 'exited', { sequence: 2 }),
      change('a', 'entered', { sequence: 3 }),
    ];
    expect(indexed(instants).map(({ index }) => index)).toEqual([undefined, 2, 3]);
    expect(indexed(instants, 10).map(({ index }) => index)).toEqual([10, 12, 13]);
    const ranks = indexed(instants).flatMap((each) => membershipsBy({ ...each, version: 1 }).map(({ rank }) => rank));
    expect(ranks).toEqual([1_000_000, 1_000_001, 1_000_002, 1_000_003]);
  });
});

describe('membersOfProfile()', () => {
  const state = { memberships: { regulars: entered } };
  const entry = { ...change('regulars', 'entered', { sequence: 4 }), version: 6 };
  const member = { person: 'C#ada', segment: 'regulars', enteredAt: entered };

  test('takes sequence and rank from the entry, whatever else is kept', () => {
    const others: readonly CommittedChanges[] = [
      { ...change('regulars', 'exited', { sequence: 2, at: entered - day }), version: 4 },
      { ...change('newsletter', 'entered', { sequence: 3 }), version: 5 },
      { ...entry, person: 'A#browser-7', version: 8 },
    ];
    for (const history of [
      [entry, ...others],
      [...others, entry],
    ])
      expect(membersOfProfile({ person: 'C#ada', state, history })).toEqual([
        { ...member, sequence: 4, rank: 6_000_000 },
      ]);
  });

  test('of two entries at one instant, the later one holds', () => {
    const again = { ...change('regulars', 'entered', { sequence: 6 }), version: 6, index: 2 };
    for (const history of [
      [entry, again],
      [again, entry],
    ])
      expect(membersOfProfile({ person: 'C#ada', state, history })).toMatchObject([{ sequence: 6, rank: 6_000_002 }]);
  });

  test('an entry that is not kept leaves a member without a sequence, whom any change overtakes', () => {
    expect(membersOfProfile({ person: 'C#ada', state, history: [] })).toEqual([{ ...member, sequence: null, rank: 0 }]);
  });

  test('an entry of another instant is not this one', () => {
    const earlier = { ...entry, changes: entry.changes.map((one) => ({ ...one, enteredAt: iso(entered - day) })) };
    expect(membersOfProfile({ person: 'C#ada', state, history: [earlier] })).toMatchObject([{ sequence: null }]);
  });
});
