import type { QueueMessage, TickMessage } from '#lib/ports/queue/queue-message.ts';
import type { Arrival } from '../update/arrival.ts';
import type { Outcome } from '../update/outcome.ts';
import type { UpdateDeps } from '../update/update-customer.ts';
import { admitEntry, type AdmittedEvent, type RefusedEntry } from './admit-entry.ts';
import { noOutcomes, type OutcomeCounts } from './outcome-counts.ts';
import { receiveArrivals, receiveOther } from './receive-message.ts';
import { broughtBy } from './refused-message.ts';

/**
 * The result of one message: the outcome of its event, if it brought one; that it was given up; or the reason why it must be
 * received again, its own or that of an earlier message of the same person.
 */
export type MessageResult =
  | { readonly kind: 'taken'; readonly outcome: Outcome | undefined }
  | { readonly kind: 'given-up' }
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

/** What becomes of messages that fail. The index is that of the message. */
export interface FailedMessages {
  /** Whether a message must be taken by itself, so that a failure is its own and of no other. */
  readonly isSuspect: (index: number) => boolean;
  /** Puts a message aside that is not to be received again; resolves to false where it is. */
  readonly giveUp: (index: number, failure: unknown) => Promise<boolean>;
}

/** Every message that fails is received again. */
const alwaysAgain: FailedMessages = { isSuspect: () => false, giveUp: async () => false };

interface Receiving {
  readonly deps: UpdateDeps;
  readonly failed: FailedMessages;
  readonly counts: OutcomeCounts;
  readonly results: (MessageResult | undefined)[];
}

/**
 * Takes messages as they came. Entries that are not events go to quarantine; those of one person are taken one after the
 * other, those of different people side by side. A message that fails only holds back later ones of the same person, and
 * these only if it is received again; by default it is.
 */
export const receiveEvents = async (
  deps: UpdateDeps,
  messages: readonly QueueMessage[],
  failed: FailedMessages = alwaysAgain,
): Promise<Received> => {
  const receiving: Receiving = { deps, failed, counts: noOutcomes(), results: [] };
  const tasks = await Promise.all(messages.map((message, at) => admit(receiving, message, at)));
  await Promise.all(lanesOf(tasks.flat()).map((lane) => runLane(receiving, lane)));
  const lost: MessageResult = { kind: 'failed', failure: new Error('Cannot tell what became of a message') };
  return { results: messages.map((_, at) => receiving.results[at] ?? lost), counts: receiving.counts };
};

/** The task that a message brings; none if it is settled, or fails, right here. */
const admit = async (receiving: Receiving, received: QueueMessage, at: number): Promise<readonly Task[]> => {
  const { deps, results } = receiving;
  try {
    const message = await broughtBy(deps.store, received);
    if (message !== undefined) return [{ at, admitted: message.kind === 'tick' ? message : admitEntry(message) }];
    results[at] = { kind: 'taken', outcome: undefined };
  } catch (failure) {
    results[at] = await resultOf(receiving, at, failure);
  }
  return [];
};

/** The result of a message that failed. If it cannot be put aside, it is received again. */
const resultOf = async ({ failed }: Receiving, at: number, failure: unknown): Promise<MessageResult> => {
  try {
    if (await failed.giveUp(at, failure)) return { kind: 'given-up' };
  } catch (cause) {
    return { kind: 'failed', failure: cause };
  }
  return { kind: 'failed', failure };
};

/** The messages of each person in their order; a refused entry is on its own, since it holds no one up. */
const lanesOf = (tasks: readonly Task[]): readonly (readonly Task[])[] => {
  const laneOf = ({ at, admitted }: Task) => (admitted.kind === 'refused' ? `refused ${at}` : admitted.person);
  return [...Map.groupBy(tasks, laneOf).values()];
};

const runLane = async (receiving: Receiving, lane: readonly Task[]): Promise<void> => {
  const { results } = receiving;
  for (let left = lane; left.length > 0; left = left.filter(({ at }) => results[at] === undefined)) {
    try {
      await takeNext(receiving, left);
    } catch (failure) {
      await settleFailure(receiving, left, failure);
    }
  }
};

/** Settles the first task that has no result yet and, unless it was given up, all behind it. */
const settleFailure = async (receiving: Receiving, lane: readonly Task[], failure: unknown): Promise<void> => {
  const { results } = receiving;
  const [first, ...behind] = lane.filter(({ at }) => results[at] === undefined);
  if (first === undefined) return;
  const result = await resultOf(receiving, first.at, failure);
  results[first.at] = result;
  if (result.kind === 'failed') for (const { at } of behind) results[at] = result;
};

/** Takes the first tasks of a lane: all events up to the next tick or suspect, or one other. */
const takeNext = async ({ deps, failed, counts, results }: Receiving, lane: readonly Task[]): Promise<void> => {
  const [first] = lane;
  if (first === undefined) return;
  const { at, admitted } = first;
  if (admitted.kind !== 'event') {
    results[at] = { kind: 'taken', outcome: await receiveOther(deps, admitted, counts) };
    return;
  }
  const arrivals = failed.isSuspect(at) ? [admitted.arrival] : eventsAtStart(lane, failed);
  const outcomes: Outcome[] = [];
  try {
    await receiveArrivals(deps, { person: admitted.person, arrivals }, { counts, outcomes });
  } finally {
    for (const [index, outcome] of outcomes.entries()) results[lane[index]?.at ?? at] = { kind: 'taken', outcome };
  }
};

const eventsAtStart = (lane: readonly Task[], { isSuspect }: FailedMessages): readonly Arrival[] => {
  const arrivals: Arrival[] = [];
  for (const { at, admitted } of lane) {
    if (admitted.kind !== 'event' || isSuspect(at)) break;
    arrivals.push(admitted.arrival);
  }
  return arrivals;
};
