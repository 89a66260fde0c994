import type { QueueMessage, TickMessage } from '#lib/ports/queue/queue-message.ts';
import type { Arrival } from '../update/arrival.ts';
import type { Outcome } from '../update/outcome.ts';
import type { UpdateDeps } from '../update/update-customer.ts';
import { admitEntry, type AdmittedEvent, type RefusedEntry } from './admit-entry.ts';
import { noOutcomes, type OutcomeCounts } from './outcome-counts.ts';
import { receiveArrivals, receiveOther } from './receive-message.ts';
import { broughtBy } from './refused-message.ts';

/** The result of one message: the outcome of its event, if it brought one, or the reason why it must be received again. */
export type MessageResult =
  | { readonly kind: 'taken'; readonly outcome: Outcome | undefined }
  | { readonly kind: 'failed'; readonly failure: unknown };

/** The results of several messages. */
export interface Received {
  /** One for each message, in order. */
  readonly results: readonly MessageResult[];
  readonly counts: OutcomeCounts;
}

/** An admitted message with its place among the messages. */
interface Task {
  readonly at: number;
  readonly admitted: AdmittedEvent | RefusedEntry | TickMessage;
}

interface Receiving {
  readonly deps: UpdateDeps;
  readonly counts: OutcomeCounts;
  readonly results: (MessageResult | undefined)[];
}

/**
 * Takes messages as they came. Entries that are not events go to quarantine; those of one person are taken one after the
 * other, those of different people side by side. A message that fails only holds back later ones of the same person.
 */
export const receiveEvents = async (deps: UpdateDeps, messages: readonly QueueMessage[]): Promise<Received> => {
  const receiving: Receiving = { deps, counts: noOutcomes(), results: [] };
  const tasks = await Promise.all(messages.map((message, at) => admit(receiving, message, at)));
  await Promise.all(lanesOf(tasks.flat()).map((lane) => runLane(receiving, lane)));
  const lost: MessageResult = { kind: 'failed', failure: new Error('Cannot tell what became of a message') };
  return { results: messages.map((_, at) => receiving.results[at] ?? lost), counts: receiving.counts };
};

/** The task that a message brings; none if it is settled, or fails, right here. */
const admit = async ({ deps, results }: Receiving, received: QueueMessage, at: number): Promise<readonly Task[]> => {
  try {
    const message = await broughtBy(deps.store, received);
    if (message !== undefined) return [{ at, admitted: message.kind === 'tick' ? message : admitEntry(message) }];
    results[at] = { kind: 'taken', outcome: undefined };
  } catch (failure) {
    results[at] = { kind: 'failed', failure };
  }
  return [];
};

/** The messages of each person in their order; a refused entry is on its own, since it holds no one up. */
const lanesOf = (tasks: readonly Task[]): readonly (readonly Task[])[] => {
  const laneOf = ({ at, admitted }: Task) => (admitted.kind === 'refused' ? `refused ${at}` : admitted.person);
  return [...Map.groupBy(tasks, laneOf).values()];
};

const runLane = async (receiving: Receiving, lane: readonly Task[]): Promise<void> => {
  try {
    for (let done = 0; done < lane.length;) done += await takeNext(receiving, lane.slice(done));
  } catch (failure) {
    for (const { at } of lane) receiving.results[at] ??= { kind: 'failed', failure };
  }
};

/** Takes the first tasks of a lane: all events up to the next tick, or one other; resolves to their number. */
const takeNext = async ({ deps, counts, results }: Receiving, lane: readonly Task[]): Promise<number> => {
  const [first] = lane;
  if (first === undefined) return 0;
  const { at, admitted } = first;
  if (admitted.kind !== 'event') {
    results[at] = { kind: 'taken', outcome: await receiveOther(deps, admitted, counts) };
    return 1;
  }
  const arrivals = eventsAtStart(lane);
  const outcomes: Outcome[] = [];
  try {
    await receiveArrivals(deps, { person: admitted.person, arrivals }, { counts, outcomes });
  } finally {
    for (const [index, outcome] of outcomes.entries()) results[lane[index]?.at ?? at] = { kind: 'taken', outcome };
  }
  return arrivals.length;
};

const eventsAtStart = (lane: readonly Task[]): readonly Arrival[] => {
  const arrivals: Arrival[] = [];
  for (const { admitted } of lane) {
    if (admitted.kind !== 'event') break;
    arrivals.push(admitted.arrival);
  }
  return arrivals;
};
