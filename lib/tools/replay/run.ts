import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { noOutcomes, type OutcomeCounts } from '#lib/use-cases/intake/outcome-counts.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { createUnderstanding, type Understanding } from '../understanding/understanding.ts';

/** A replay under way. */
export interface Run {
  readonly store: EmbeddedStore;
  readonly deps: UpdateDeps;
  readonly tally: OutcomeCounts;
  readonly understanding: Understanding;
  /** `IdentityLinked` events whose `anonymousId` is a customer's id. */
  linksToCustomers: number;
  /** Lines taken so far. */
  lines: number;
  /** The latest arrival so far; `-Infinity` before the first. */
  now: Instant;
  erasures: number;
}

const numbered = ({ erasures }: Pick<Run, 'erasures'>): string => `receipt-${erasures}`;

/**
 * Starts a replay: the use cases that run on AWS, on a store of its own, with time and ids that depend only on the lines.
 *
 * @param receiptOf - the id of the receipt for the erasure that was counted last.
 */
export const startRun = (
  catalogue: Catalogue,
  store: EmbeddedStore,
  receiptOf: (run: Pick<Run, 'erasures' | 'lines'>) => string = numbered,
): Run => {
  const run: Omit<Run, 'deps'> = {
    store,
    tally: noOutcomes(),
    understanding: createUnderstanding(catalogue.source.currency),
    linksToCustomers: 0,
    lines: 0,
    now: -Infinity,
    erasures: 0,
  };
  const deps = forwardingAtOnce({
    store,
    catalogue,
    now: () => run.now,
    newId: () => {
      run.erasures += 1;
      return receiptOf(run);
    },
    // There is no other writer, so nothing is ever retried.
    ...noPauses,
  });
  return Object.assign(run, { deps });
};
