import type { PersonKey } from '#lib/core/profile/person.ts';
import type { FenceMessage, QueueMessage, TickMessage } from '#lib/ports/queue/queue-message.ts';
import { reviewCustomer } from '../review/review-customer.ts';
import type { Arrival } from '../update/arrival.ts';
import { quarantined, type Outcome } from '../update/outcome.ts';
import { quarantineEntry } from '../update/quarantine-entry.ts';
import { continueUpdate, noProgress, type UpdateDeps } from '../update/update-customer.ts';
import { admitEntry, type RefusedEntry } from './admit-entry.ts';
import { countOutcome, type OutcomeCounts } from './outcome-counts.ts';
import { broughtBy } from './refused-message.ts';

/**
 * Takes one message and counts it: called one after the other, messages take effect in exactly their order, for all
 * people. `receiveEvents` takes many at once.
 *
 * @returns the outcome; undefined for a tick, and where a refused entry no longer exists.
 * @throws {ContentionError} when other writers win every attempt, and whatever the store throws.
 */
export const receiveMessage = async (
  deps: UpdateDeps,
  received: QueueMessage,
  counts: OutcomeCounts,
): Promise<Outcome | undefined> => {
  const message = received.kind === 'redrive' ? await broughtBy(deps, received) : received;
  if (message === undefined) return undefined;
  const admitted = message.kind === 'entry' ? admitEntry(message) : message;
  if (admitted.kind !== 'event') return receiveOther(deps, admitted, counts);
  const outcomes: Outcome[] = [];
  await receiveArrivals(deps, { person: admitted.person, arrivals: [admitted.arrival] }, { counts, outcomes });
  return outcomes[0];
};

/** Takes a tick or a fence, or puts an entry that is not an event into quarantine. */
export const receiveOther = async (
  deps: UpdateDeps,
  admitted: TickMessage | FenceMessage | RefusedEntry,
  counts: OutcomeCounts,
): Promise<Outcome | undefined> => {
  if (admitted.kind === 'refused') return refuseEntry(deps, admitted, counts);
  if (admitted.kind === 'fence') {
    await deps.endDetour?.(admitted.person, admitted.fence);
    return undefined;
  }
  const { person, arrivedAt: at } = admitted;
  const { changes, conflicts } = await reviewCustomer(deps, person, { at });
  counts.changes += changes;
  counts.conflicts += conflicts;
  return undefined;
};

const refuseEntry = async ({ store }: UpdateDeps, refused: RefusedEntry, counts: OutcomeCounts): Promise<Outcome> => {
  const { message, refusal } = refused;
  await store.quarantine(quarantineEntry(message, refusal));
  const outcome = quarantined(refusal);
  countOutcome(counts, outcome);
  return outcome;
};

/** Applies one person's arrivals; counts what was done and leaves it in `outcomes`, even when it throws. */
export const receiveArrivals = async (
  deps: UpdateDeps,
  work: { readonly person: PersonKey; readonly arrivals: readonly Arrival[] },
  { counts, outcomes }: { readonly counts: OutcomeCounts; readonly outcomes: Outcome[] },
): Promise<void> => {
  const progress = { ...noProgress(), outcomes };
  try {
    await continueUpdate(deps, work, progress);
  } finally {
    for (const outcome of outcomes) countOutcome(counts, outcome);
    counts.conflicts += progress.conflicts;
  }
};
