import type { PersonKey } from '#lib/core/profile/person.ts';
import { divert, isDivertible, sendOn, type DiversionDeps } from './diversion.ts';
import type { ShardText } from './shard-text.ts';

/** The slow queue, and where a record waits for an operator. */
export interface PassingOn extends DiversionDeps {
  /** Puts a record into the dead letters. */
  readonly bury: (text: ShardText, failure: unknown) => Promise<void>;
}

/** Records of one person, in order, on their way into the slow queue. */
export interface Passed {
  readonly person: PersonKey;
  readonly texts: readonly ShardText[];
  /** Whether a detour begins where there is none. */
  readonly isHot: boolean;
}

/** Why a record is in the dead letters that is too long for the slow queue; no event as long as that is ever applied. */
class UndivertibleError extends Error {
  override readonly name = 'UndivertibleError';

  constructor() {
    super('Cannot send a record on into the slow queue: current value has more bytes than a message of it');
  }
}

/**
 * Sends records on by a detour, so that nothing later of their person passes them.
 *
 * @returns false where the person is on no detour and none begins: nothing was sent.
 * @throws {DetourError} where the detour was closed in between.
 * @throws {NotQueuedError} when a queue does not take them.
 */
export const passOn = async (deps: PassingOn, { person, texts, isHot }: Passed): Promise<boolean> => {
  const messages = texts.filter((text) => isDivertible(person, text));
  // A batch of a shard has no count of its tries.
  const isSent = await divert(deps, { person, messages, isHot, receives: 1 });
  if (isSent) await buryLong(deps, person, texts);
  return isSent;
};

/** Sends on what nothing has to wait for. */
export const passOnUnordered = async (deps: PassingOn, { person, texts }: Omit<Passed, 'isHot'>): Promise<void> => {
  await sendOn(deps, { person, messages: texts.filter((text) => isDivertible(person, text)) });
  await buryLong(deps, person, texts);
};

const buryLong = async ({ bury }: PassingOn, person: PersonKey, texts: readonly ShardText[]): Promise<void> => {
  for (const text of texts) if (!isDivertible(person, text)) await bury(text, new UndivertibleError());
};
