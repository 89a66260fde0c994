import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource, ComputedTraitSource, ConditionSource } from '#lib/core/segments/language/language.ts';
import { day } from '#lib/core/time/duration.ts';
import { visit } from '#test/core/profile/events.ts';

/** Beyond it an event is refused as too large. */
const largestProfile = 350 * 1024;
const start = Date.UTC(2027, 0, 1);
const visits = 11_000;

const inWindow = { performed: 'VisitMade', within: 'P30D' } as const;
const longPath = (index: number): string => `/${'€'.repeat(240)}/${index}`;

/** The largest operands that a check accepts, one condition for each kind of state. */
const conditions: Readonly<Record<string, ConditionSource>> = {
  'a number of events': { ...inWindow, times: { gte: 10_000 } },
  'a number of distinct values': { ...inWindow, uniqueCount: 'path', is: { gte: 10_000 } },
  'a number of distinct values over a lifetime': { performed: 'VisitMade', uniqueCount: 'path', is: { gte: 10_000 } },
  'the first value': { ...inWindow, first: 'path', is: { startsWith: '/' } },
  'the last value': { ...inWindow, last: 'path', is: { startsWith: '/' } },
  'a sum': { ...inWindow, sum: 'durationSeconds', is: { gte: 1e300 } },
  'an average': { ...inWindow, avg: 'durationSeconds', is: { gte: 0.1 } },
  'the smallest value': { ...inWindow, min: 'durationSeconds', is: { gte: 0.1 } },
  'the largest value': { ...inWindow, max: 'durationSeconds', is: { gte: 0.1 } },
  'a sequence': { performed: 'VisitMade', followedBy: { performed: 'PurchaseMade' }, within: 'P36500D' },
  'an event without another': {
    performed: 'VisitMade',
    notFollowedBy: { performed: 'PurchaseMade' },
    for: 'P36499D',
    within: 'P36500D',
  },
  'the longest window': { performed: 'VisitMade', within: 'P36500D', sum: 'durationSeconds', is: { gte: 1 } },
  'the longest age': { trait: 'visits.lastAt', is: { olderThan: 'P36500D' } },
};

const ended = { performed: 'VisitMade', between: ['P30D', 'P1D'] } as const;
const days = { performed: 'VisitMade', during: { unit: 'day', from: -400, to: -1 } } as const;

const conditionsOfOtherWindows: Readonly<Record<string, ConditionSource>> = {
  'a number of events that ended before now': { ...ended, times: { gte: 10_000 } },
  'a number of distinct values that ended before now': { ...ended, uniqueCount: 'path', is: { gte: 10_000 } },
  'a first value that ended before now': { ...ended, first: 'path', is: { startsWith: '/' } },
  'a sum that ended before now': { ...ended, sum: 'durationSeconds', is: { gte: 1e300 } },
  'a number of distinct values on days of a calendar': { ...days, uniqueCount: 'path', is: { gte: 10_000 } },
  'a last value on days of a calendar': { ...days, last: 'path', is: { startsWith: '/' } },
};

/** One computed trait for each kind of state that only these have. */
const traits: Readonly<Record<string, ComputedTraitSource>> = {
  'a number of events that is read': inWindow,
  'a number of distinct values that is read': { ...inWindow, uniqueCount: 'path' },
  'the most frequent value': { performed: 'VisitMade', mostFrequent: 'path' },
  'the most frequent value in a window': { ...inWindow, mostFrequent: 'path' },
  'a list that ended before now': { ...ended, list: 'path', atMost: 20 },
  'the latest events that ended before now': { ...ended, latest: ['path', 'sessionId'], atMost: 20 },
  'the latest events on days of a calendar': { ...days, latest: ['path', 'sessionId'], atMost: 20 },
};

type Asked = Pick<CatalogueSource, 'traits'> & { readonly when: ConditionSource };

/** As many visits as fill the states of the other windows. */
const enough = 2_000;

const asked: readonly (readonly [string, Asked, number])[] = [
  ...Object.entries(conditions).map(([name, when]) => [name, { when }, visits] as const),
  ...Object.entries(conditionsOfOtherWindows).map(([name, when]) => [name, { when }, enough] as const),
  ...Object.entries(traits).map(
    ([name, robot]) =>
      [name, { traits: { robot }, when: { trait: 'computed.robot', is: { exists: true } } }, enough] as const,
  ),
];

/** A robot: a new session, a new long path and a new duration every other minute, all within one window. */
const robots = Array.from({ length: visits }, (_, index) =>
  visit({
    at: new Date(start + index * 120_000).toISOString(),
    eventId: `e-${index}`,
    sessionId: `session-${index}`,
    path: longPath(index),
    durationSeconds: ((index * 7919) % visits) + 0.123456789,
  }),
);

describe('the profile of a robot', () => {
  test.each(asked)('stays below 350 KiB with %s, and time runs on', (_, { when, traits: own }, count) => {
    const catalogue = compile({ currency: 'GBP', ...(own && { traits: own }), segments: [{ key: 's', when }] });
    let state: CustomerState | undefined;
    for (const arrived of robots.slice(0, count)) ({ state } = apply(catalogue, state, arrived));
    if (state === undefined) throw new TypeError('Cannot weigh a robot without visits');
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(largestProfile);
    const later = advance(catalogue, state, start + 36_501 * day).state;
    expect(later.clock).toBeGreaterThanOrEqual(state.clock);
    expect(Buffer.byteLength(JSON.stringify(later))).toBeLessThan(largestProfile);
  });
});
