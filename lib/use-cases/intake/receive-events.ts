import { inLanes } from '#lib/ports/in-lanes.ts';
import type { EntryMessage, FenceMessage, QueueMessage, TickMessage } from '#lib/ports/queue/queue-message.ts';
import type { UpdateDeps } from '../update/update-customer.ts';
import { admitEntry } from './admit-entry.ts';
import { plainHandling, type Handling } from './handling.ts';
import { lanesOf, runLane } from './lane.ts';
import { noOutcomes, type OutcomeCounts } from './outcome-counts.ts';
import { taken, type MessageResult, type Receiving, type Task } from './receiving.ts';
import { broughtBy } from './refused-message.ts';
import { resultOf } from './settle-failure.ts';

/** The results of several messages. */
export interface Received {
  /** One for each message, in order. */
  readonly results: readonly MessageResult[];
  readonly counts: OutcomeCounts;
}

/**
 * Takes messages as they came. Entries that are not events go to quarantine; those of one person are taken one after the
 * other, those of different people side by side. A message that fails only holds back later ones of the same person, and
 * these only if it is received again; by default it is.
 */
export const receiveEvents = async (
  deps: UpdateDeps,
  messages: readonly QueueMessage[],
  handling: Handling = plainHandling,
): Promise<Received> => {
  const receiving: Receiving = { deps, handling, counts: noOutcomes(), results: [] };
  const tasks = await Promise.all(messages.map((message, at) => admit(receiving, message, at)));
  await inLanes(lanesOf(tasks.flat()), handling.atOnce, (lane) => runLane(receiving, lane));
  const lost: MessageResult = { kind: 'failed', failure: new Error('Cannot tell what became of a message') };
  return { results: messages.map((_, at) => receiving.results[at] ?? lost), counts: receiving.counts };
};

/** The task that a message brings; none if it is settled, or fails, right here. */
const admit = async (receiving: Receiving, received: QueueMessage, at: number): Promise<readonly Task[]> => {
  const { deps, results } = receiving;
  try {
    const message = await broughtBy(deps, received);
    if (message !== undefined) return [{ at, admitted: admittedIn(message) }];
    results[at] = taken;
  } catch (failure) {
    results[at] = await resultOf(receiving, at, failure);
  }
  return [];
};

const admittedIn = (message: EntryMessage | TickMessage | FenceMessage): Task['admitted'] =>
  message.kind === 'entry' ? admitEntry(message) : message;
