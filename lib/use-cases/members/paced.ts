import type { Instant } from '#lib/core/time/instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { announceEntries, type EntryDeps } from '#lib/ports/publisher/send-entries.ts';

/** A bus, and the pace at which entries are put on it. */
export interface Pace extends EntryDeps {
  readonly now: () => Instant;
  /** Entries a second. */
  readonly rate: number;
}

const secondMs = 1000;

/**
 * Puts entries on a bus, so many a second at most, counted from the first.
 *
 * @throws {Error} when entries are not taken after several attempts, with the bus's reason.
 */
export const atPace = (pace: Pace): ((entries: readonly OutgoingEntry[]) => Promise<void>) => {
  let dueAt = -Infinity;
  return async (entries) => {
    const now = pace.now();
    if (dueAt > now) await pace.sleep(dueAt - now);
    dueAt = Math.max(dueAt, now) + (entries.length * secondMs) / pace.rate;
    await announceEntries(pace, entries);
  };
};
