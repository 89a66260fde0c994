import type { Origin } from './decision.ts';
import type { Turn } from './turn.ts';

/** The turns of one instant that are told and those that are not. */
export interface Hushed {
  readonly told: readonly Turn[];
  readonly hushed: readonly Turn[];
  /** The keys of the memberships that nobody was told of, afterwards. */
  readonly quiet: readonly string[];
}

const none: readonly never[] = [];

/**
 * Tells quiet turns apart: those of a quiet segment that a new catalogue brings, and the end of a membership whose
 * beginning was quiet. Nobody hears of leaving what they did not hear of entering.
 *
 * @param before - the keys of the memberships that nobody was told of, before.
 */
export const hush = (turns: readonly Turn[], before: readonly string[] = none, origin: Origin): Hushed => {
  if (before.length === 0 && origin !== 'backfill') return { told: turns, hushed: none, quiet: none };
  const isHushed = ({ segment, status }: Turn): boolean =>
    (origin === 'backfill' && segment.isQuiet) || (status === 'exited' && before.includes(segment.key));
  const hushed = turns.filter(isHushed);
  const left = new Set(turns.filter(({ status }) => status === 'exited').map(({ segment }) => segment.key));
  const entered = hushed.filter(({ status }) => status === 'entered').map(({ segment }) => segment.key);
  return {
    told: turns.filter((turn) => !isHushed(turn)),
    hushed,
    quiet: [...before.filter((key) => !left.has(key)), ...entered],
  };
};
