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
  /** By a detour that is there, by one that begins where there is none, or by themselves, since nothing later waits for them. */
  readonly by: 'open-detour' | 'detour' | 'themselves';
}

/** Why a record is in the dead letters that is too long for the slow queue; no event as long as that is ever applied. */
class UndivertibleError extends Error {
  override readonly name = 'UndivertibleError';

  constructor() {
    super('Cannot send a record on: current value is longer than a message of the slow queue');
  }
}

/**
 * Sends records on, so that nothing later of their person passes them where that is by a detour.
 *
 * @returns false where the person is on no detour and none begins: nothing was sent.
 * @throws {DetourError} where the detour was closed in between.
 * @throws {NotQueuedError} when a queue does not take them.
 */
export const passOn = async (deps: PassingOn, { person, texts, by }: Passed): Promise<boolean> => {
  const fits = Map.groupBy(texts, (text) => isDivertible(person, text));
  const sent = { person, messages: fits.get(true) ?? [] };
  if (by === 'themselves') await sendOn(deps, sent);
  // A batch of a shard has no count of its tries.
  else if (!(await divert(deps, { ...sent, isHot: by === 'detour', receives: 1 }))) return false;
  for (const text of fits.get(false) ?? []) await deps.bury(text, new UndivertibleError());
  return true;
};
