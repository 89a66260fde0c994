import type { PersonKey } from '#lib/core/profile/person.ts';
import type { UpdateDeps } from '../update/update-customer.ts';
import { DetourError } from './diversion.ts';
import type { Handling, Rescue } from './handling.ts';
import { areHot, type HotLimits } from './hot-limits.ts';
import { passOn, type PassingOn } from './pass-on.ts';
import type { ShardText } from './shard-text.ts';
import { isTransient } from './transience.ts';

/** What takes records of a shard. */
export interface ShardDeps extends Omit<UpdateDeps, 'onDetour' | 'endDetour'>, PassingOn {
  readonly store: UpdateDeps['store'];
  /** When a person's records hold others up. */
  readonly hot: HotLimits;
}

/** How many people are updated side by side: each waits for the table most of the time. */
export const peopleAtOnce = 25;

/**
 * How records of a shard are handled that are not simply taken.
 *
 * @param rescues - filled with each person whose records have failed, and the indexes from the one that failed on.
 */
export const shardHandling = (
  deps: ShardDeps,
  texts: readonly ShardText[],
  rescues: Map<PersonKey, readonly number[]>,
): Handling => {
  const pick = (indexes: readonly number[]) => indexes.flatMap((index) => texts[index] ?? []);
  const isHot = (indexes: readonly number[]): boolean => areHot(deps.hot, pick(indexes), deps.now());
  const suspects = new Set<number>();
  const rescue = async (person: PersonKey, indexes: readonly number[], failure: unknown): Promise<Rescue> => {
    rescues.set(person, indexes);
    // A detour that is being closed is begun again: its fence may never come, and nothing here waits until it is missed.
    const isClosing = failure instanceof DetourError;
    if (isTransient(failure) && !isClosing) return 'none';
    if (!isClosing && indexes.length > 1 && !indexes.every((index) => suspects.has(index))) {
      for (const index of indexes) suspects.add(index);
      return 'again';
    }
    return (await passOn(deps, { person, texts: pick(indexes), by: 'detour' })) ? 'sent-on' : 'none';
  };
  return {
    atOnce: peopleAtOnce,
    isHot,
    isSuspect: (index) => suspects.has(index),
    rescue,
    divert: (person, indexes) =>
      passOn(deps, { person, texts: pick(indexes), by: isHot(indexes) ? 'detour' : 'open-detour' }),
    giveUp: async (index, failure) => {
      const text = texts[index];
      if (text === undefined || isTransient(failure)) return false;
      await deps.bury(text, failure);
      return true;
    },
  };
};
