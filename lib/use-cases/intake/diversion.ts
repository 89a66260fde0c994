import type { PersonKey } from '#lib/core/profile/person.ts';
import { day } from '#lib/core/time/duration.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import { divertedText, type QueuedText } from '#lib/ports/queue/diverted-messages.ts';
import { groupOf, queueLimits, type IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import { fenceText } from '#lib/ports/queue/queue-message.ts';
import { sendOne } from '#lib/ports/queue/send-messages.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { Detour, Detours } from '#lib/ports/store/detours.ts';
import { retryOnConflict } from '../update/retry-on-conflict.ts';

/** The detours, the slow queue, and what changing them needs. */
export interface DiversionDeps extends RetryDeps {
  readonly store: Pick<CustomerStore, 'load'>;
  readonly detours: Detours;
  readonly slowQueue: IntakeQueue;
  /** The wall clock. */
  readonly now: () => Instant;
  readonly newId: () => string;
}

/** A person's messages must not be taken here and now: they go through the slow queue, or wait until that is empty. */
export class DetourError extends Error {
  override readonly name = 'DetourError';

  constructor() {
    super('Cannot take a message past the slow queue: current value is a person on a detour');
  }
}

/** The longest that the slow queue keeps a message, so that none outlives the detour under which it was diverted. */
const retentionMs = 14 * day;

/** How long a detour lasts at most, unless messages are still diverted when half of it is over. */
const longestMs = 2 * retentionMs;

/** How often a message is received before a detour that is not closed after all begins anew. */
const patience = 3;

const holds = (detour: Detour | undefined, now: Instant): detour is Detour =>
  detour !== undefined && detour.until > now;

const isOpen = (detour: Detour | undefined, now: Instant): boolean =>
  detour !== undefined && detour.closing === undefined && detour.until - now > retentionMs;

/** Refuses whatever would be decided of a person on a detour: `UpdateDeps.onDetour` of what empties the intake queue. */
export const refuseDetour =
  ({ now }: Pick<DiversionDeps, 'now'>) =>
  (detour: Detour): void => {
    if (holds(detour, now())) throw new DetourError();
  };

/** Messages of one person, in order, on their way into the slow queue. */
export interface Diverting {
  readonly person: PersonKey;
  readonly messages: readonly QueuedText[];
  /** Whether they hold others up, so that a detour begins if there is none. */
  readonly isHot: boolean;
  /** How often the first was received. */
  readonly receives: number;
}

/**
 * Sends messages on behind all that the slow queue has of their person. They may be acknowledged once this resolves to true:
 * the detour was still open after they had been sent, so its fence will be behind them (docs/decisions/0013).
 *
 * @returns false where the person is on no detour any more, so that the messages are to be taken as usual.
 * @throws {DetourError} while the detour is being closed, or when it was in between.
 * @throws {NotQueuedError} when the slow queue does not take them.
 */
export const divert = async (deps: DiversionDeps, diverting: Diverting): Promise<boolean> => {
  const { person, messages } = diverting;
  if (!(await isOnDetour(deps, diverting))) return false;
  await sendOn(deps, { person, messages });
  if (!isOpen(await deps.detours.of(person), deps.now())) throw new DetourError();
  return true;
};

/** Sends messages of one person on, in order: behind all that the slow queue has of them, whatever else may pass it. */
export const sendOn = async (
  deps: DiversionDeps,
  { person, messages }: Pick<Diverting, 'person' | 'messages'>,
): Promise<void> => {
  for (const body of packed(person, messages)) await send(deps, person, body);
};

/** Sends once: a copy of a message that was sent before is known by its event. */
const send = (deps: DiversionDeps, person: PersonKey, body: string): Promise<void> =>
  sendOne({ ...deps, queue: deps.slowQueue }, { body, group: groupOf(person), deduplicationId: deps.newId() });

/** Whether a message can go through the slow queue at all: its text becomes longer within another. */
export const isDivertible = (person: PersonKey, message: QueuedText): boolean =>
  Buffer.byteLength(divertedText({ person, messages: [message] })) <= queueLimits.bytes;

/** The most messages that go as one: a batch of the slow queue has up to ten times as many. */
const mostInOne = 100;

/** As few texts as fit the queue, in order. */
const packed = (person: PersonKey, messages: readonly QueuedText[]): readonly string[] => {
  if (messages.length === 0) return [];
  const text = divertedText({ person, messages });
  const fits = messages.length <= mostInOne && Buffer.byteLength(text) <= queueLimits.bytes;
  if (messages.length === 1 || fits) return [text];
  const half = Math.ceil(messages.length / 2);
  return [...packed(person, messages.slice(0, half)), ...packed(person, messages.slice(half))];
};

const isOnDetour = async (deps: DiversionDeps, { person, isHot, receives }: Diverting): Promise<boolean> => {
  const now = deps.now();
  const detour = await deps.detours.of(person);
  if (isOpen(detour, now)) return true;
  if (!isHot && !holds(detour, now)) return false;
  if (!isHot && detour?.closing !== undefined && receives < patience) throw new DetourError();
  return begin(deps, person);
};

/** Nobody who is not stored, or is erased, goes on a detour: what comes of them first makes a profile, or is refused. */
const begin = async (deps: DiversionDeps, person: PersonKey): Promise<boolean> => {
  let isBegun = false;
  const attempt = async () => {
    const loaded = await deps.store.load(person, []);
    isBegun = loaded.record?.kind === 'profile' || loaded.record?.kind === 'linked';
    return isBegun ? deps.detours.set(loaded, { until: deps.now() + longestMs }) : 'saved';
  };
  await retryOnConflict(person, attempt, deps);
  return isBegun;
};

/**
 * Closes a person's detour: from now on nothing is diverted, and a fence follows what was. Call it when the slow queue seems
 * to be empty of the person; if it is not, the fence only waits.
 */
export const closeDetour = async (deps: DiversionDeps, person: PersonKey): Promise<void> => {
  const detour = await deps.detours.of(person);
  const fence = detour?.closing ?? (detour && (await beginClosing(deps, person)));
  if (fence !== undefined) await send(deps, person, fenceText({ person, fence }));
};

/** The id of the fence; undefined where somebody else has just changed the person. */
const beginClosing = async (deps: DiversionDeps, person: PersonKey): Promise<string | undefined> => {
  const loaded = await deps.store.load(person, []);
  if (loaded.detour === undefined) return undefined;
  const closing = loaded.detour.closing ?? deps.newId();
  return (await deps.detours.set(loaded, { ...loaded.detour, closing })) === 'saved' ? closing : undefined;
};

/** Ends a person's detour, unless it has begun anew since this fence was sent: `UpdateDeps.endDetour` of the slow queue. */
export const endDetour =
  (deps: DiversionDeps) =>
  (person: PersonKey, fence: string): Promise<void> => {
    const attempt = async () => {
      const loaded = await deps.store.load(person, []);
      return loaded.detour?.closing === fence ? deps.detours.set(loaded, undefined) : 'saved';
    };
    return retryOnConflict(person, attempt, deps);
  };
