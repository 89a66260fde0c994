import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { ConditionSource } from '#lib/core/segments/language/language.ts';
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
  test.each(Object.entries(conditions))('stays below 350 KiB with %s, and time runs on', (_, when) => {
    const catalogue = compile({ currency: 'GBP', segments: [{ key: 's', when }] });
    let state: CustomerState | undefined;
    for (const arrived of robots) ({ state } = apply(catalogue, state, arrived));
    if (state === undefined) throw new TypeError('Cannot weigh a robot without visits');
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(largestProfile);
    const later = advance(catalogue, state, start + 36_501 * day).state;
    expect(later.clock).toBeGreaterThanOrEqual(state.clock);
    expect(Buffer.byteLength(JSON.stringify(later))).toBeLessThan(largestProfile);
  });
});
