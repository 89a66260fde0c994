import type { Origin } from './decision.ts';
import type { MembershipChange } from './membership-change.ts';

/** The changes of one instant that are published and those that are not. */
export interface SplitChanges {
  readonly published: readonly MembershipChange[];
  readonly suppressed: readonly MembershipChange[];
  /** The keys of the memberships whose entry was not published, afterwards. */
  readonly quietAfter: readonly string[];
}

const none: readonly never[] = [];

/**
 * Splits off the quiet changes: those of a quiet segment that a new catalogue brings, and the end of a membership whose
 * entry was not published. A subscriber hears of an exit only after hearing of the entry.
 *
 * @param quietBefore - the keys of the memberships whose entry was not published, before.
 */
export const splitQuiet = (
  changes: readonly MembershipChange[],
  quietBefore: readonly string[] = none,
  origin: Origin,
): SplitChanges => {
  if (quietBefore.length === 0 && origin !== 'backfill') {
    return { published: changes, suppressed: none, quietAfter: none };
  }
  const isQuiet = ({ segment, status }: MembershipChange): boolean =>
    (origin === 'backfill' && segment.isQuiet) || (status === 'exited' && quietBefore.includes(segment.key));
  const suppressed = changes.filter(isQuiet);
  const left = new Set(changes.filter(({ status }) => status === 'exited').map(({ segment }) => segment.key));
  const entered = suppressed.filter(({ status }) => status === 'entered').map(({ segment }) => segment.key);
  return {
    published: changes.filter((change) => !isQuiet(change)),
    suppressed,
    quietAfter: [...quietBefore.filter((key) => !left.has(key)), ...entered],
  };
};
