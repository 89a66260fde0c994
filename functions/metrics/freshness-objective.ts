import type { Origin } from '#lib/core/engine/decision.ts';

/** What is promised of changes: this share of them is published in time. */
export const promisedShare = 0.99;

/** Within so many milliseconds of the event's arrival, or, where time alone brought the change, of its instant. */
export const promisedMs = { change: 5_000, timer: 90_000 } as const;

/** What the promise tells apart. */
export type Freshness = keyof typeof promisedMs;

/** What counts the changes of a kind that were published in time, and those that were late. */
export const freshnessMetrics = {
  change: { inTime: 'FreshChanges', late: 'LateChanges' },
  timer: { inTime: 'FreshTimers', late: 'LateTimers' },
} as const satisfies Record<Freshness, { readonly inTime: string; readonly late: string }>;

/**
 * Which promise a change is under. `effectiveAt` is the arrival of the event that brought it (or the customer's clock,
 * where that was ahead), or the exact instant at which time did, so that it measures both. A new catalogue reaches
 * everybody at the rate that was configured: nobody is promised when.
 */
export const freshnessOf = (origin: Origin): Freshness | undefined => {
  if (origin === 'backfill') return undefined;
  return origin === 'timer' ? 'timer' : 'change';
};
