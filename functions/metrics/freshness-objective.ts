import type { Origin } from '#lib/core/engine/decision.ts';

/** The promised share of changes that are published in time. */
export const promisedShare = 0.99;

/** The promised delay in milliseconds: from the event's arrival, or from the change's instant where time alone caused it. */
export const promisedMs = { change: 5_000, timer: 90_000 } as const;

/** The kinds of change with a promise of their own. */
export type Freshness = keyof typeof promisedMs;

/** The metrics that count the changes of each kind published in time and late. */
export const freshnessMetrics = {
  change: { inTime: 'FreshChanges', late: 'LateChanges' },
  timer: { inTime: 'FreshTimers', late: 'LateTimers' },
} as const satisfies Record<Freshness, { readonly inTime: string; readonly late: string }>;

/**
 * The promise that covers a change; undefined for one that a new catalogue brought, because that reaches people at the
 * configured rate. `effectiveAt` is the arrival of the event that caused the change (or the customer's clock, where that
 * was ahead), or the exact instant at which time did, so it measures both.
 */
export const freshnessOf = (origin: Origin): Freshness | undefined => {
  if (origin === 'backfill') return undefined;
  return origin === 'timer' ? 'timer' : 'change';
};
