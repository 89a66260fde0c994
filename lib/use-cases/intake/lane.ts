import type { PersonKey } from '#lib/core/profile/person.ts';
import type { FenceMessage, TickMessage } from '#lib/ports/queue/queue-message.ts';
import type { Arrival } from '../update/arrival.ts';
import type { Outcome } from '../update/outcome.ts';
import type { UpdateDeps } from '../update/update-customer.ts';
import type { AdmittedEvent, RefusedEntry } from './admit-entry.ts';
import { DetourError } from './diversion.ts';
import type { OutcomeCounts } from './outcome-counts.ts';
import { receiveArrivals, receiveOther } from './receive-message.ts';

/**
 * The result of one message: the outcome of its event, if it brought one; that it was given up; or the reason why it must be
 * received again, its own or that of an earlier message of the same person.
 */
export type MessageResult =
  | { readonly kind: 'taken'; readonly outcome: Outcome | undefined }
  | { readonly kind: 'given-up' }
  | { readonly kind: 'failed'; readonly failure: unknown };

/** An admitted message with its place among the messages. */
export interface Task {
  readonly at: number;
  readonly admitted: AdmittedEvent | RefusedEntry | TickMessage | FenceMessage;
}

/** What is done with messages that are not simply taken. An index is that of the message. */
export interface Handling {
  /** Whether a message must be taken by itself, so that a failure is its own and of no other. */
  readonly isSuspect: (index: number) => boolean;
  /** Puts a message aside that is not to be received again; resolves to false where it is. */
  readonly giveUp: (index: number, failure: unknown) => Promise<boolean>;
  /** Whether these messages of one person show that they hold others up. */
  readonly isHot: (indexes: readonly number[]) => boolean;
  /** Sends messages of one person on into the slow queue; resolves to false where they are to be taken after all. */
  readonly divert: (person: PersonKey, indexes: readonly number[]) => Promise<boolean>;
}

/** Every message that fails is received again, and none is diverted. */
export const plainHandling: Handling = {
  isSuspect: () => false,
  giveUp: async () => false,
  isHot: () => false,
  divert: async () => false,
};

export interface Receiving {
  readonly deps: UpdateDeps;
  readonly handling: Handling;
  readonly counts: OutcomeCounts;
  readonly results: (MessageResult | undefined)[];
}

/** The result of a message that failed. If it cannot be put aside, it is received again. */
export const resultOf = async ({ handling }: Receiving, at: number, failure: unknown): Promise<MessageResult> => {
  try {
    if (await handling.giveUp(at, failure)) return { kind: 'given-up' };
  } catch (cause) {
    return { kind: 'failed', failure: cause };
  }
  return { kind: 'failed', failure };
};

/** The messages of each person in their order; a refused entry is on its own, since it holds no one up. */
export const lanesOf = (tasks: readonly Task[]): readonly (readonly Task[])[] => {
  const laneOf = ({ at, admitted }: Task) => (admitted.kind === 'refused' ? `refused ${at}` : admitted.person);
  return [...Map.groupBy(tasks, laneOf).values()];
};

/** Takes one person's messages one after the other, until each has a result. */
export const runLane = async (receiving: Receiving, lane: readonly Task[]): Promise<void> => {
  const { handling, results } = receiving;
  let isHot = handling.isHot(lane.map(({ at }) => at));
  for (let left = lane; left.length > 0; left = left.filter(({ at }) => results[at] === undefined)) {
    try {
      await (isHot ? divert(receiving, left) : takeOrDivert(receiving, left));
    } catch (failure) {
      await settleFailure(receiving, left, failure);
    }
    isHot = false;
  }
};

/** Takes the next messages; sends all on that have no result yet if their person turns out to be on a detour. */
const takeOrDivert = async (receiving: Receiving, lane: readonly Task[]): Promise<void> => {
  try {
    await takeNext(receiving, lane);
  } catch (failure) {
    if (!(failure instanceof DetourError)) throw failure;
    await divert(
      receiving,
      lane.filter(({ at }) => receiving.results[at] === undefined),
    );
  }
};

const divert = async ({ handling, results }: Receiving, lane: readonly Task[]): Promise<void> => {
  const [first] = lane;
  if (first === undefined || first.admitted.kind === 'refused') return;
  const { person } = first.admitted;
  const isDiverted = await handling.divert(
    person,
    lane.map(({ at }) => at),
  );
  if (isDiverted) for (const { at } of lane) results[at] = { kind: 'taken', outcome: undefined };
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
const takeNext = async ({ deps, handling, counts, results }: Receiving, lane: readonly Task[]): Promise<void> => {
  const [first] = lane;
  if (first === undefined) return;
  const { at, admitted } = first;
  if (admitted.kind !== 'event') {
    results[at] = { kind: 'taken', outcome: await receiveOther(deps, admitted, counts) };
    return;
  }
  const arrivals = handling.isSuspect(at) ? [admitted.arrival] : eventsAtStart(lane, handling);
  const outcomes: Outcome[] = [];
  try {
    await receiveArrivals(deps, { person: admitted.person, arrivals }, { counts, outcomes });
  } finally {
    for (const [index, outcome] of outcomes.entries()) results[lane[index]?.at ?? at] = { kind: 'taken', outcome };
  }
};

const eventsAtStart = (lane: readonly Task[], { isSuspect }: Handling): readonly Arrival[] => {
  const arrivals: Arrival[] = [];
  for (const { at, admitted } of lane) {
    if (admitted.kind !== 'event' || isSuspect(at)) break;
    arrivals.push(admitted.arrival);
  }
  return arrivals;
};
