import type { PersonKey } from '../profile/person.ts';
import type { InstantChanges } from '../engine/decision.ts';

/** All changes of one person at one instant, as the commit that decided them keeps them. */
export interface CommittedChanges extends InstantChanges {
  readonly person: PersonKey;
  /** When they were decided, by the wall clock. */
  readonly decidedAt: string;
  /** The version of the person that its commit made, by which changes can be ranked, quiet ones too. The store sets it; absent in rows of 0.2.0. */
  readonly version?: number;
  /** How many changes of the commit come before these; absent where they are the first. The store sets it. */
  readonly index?: number;
}

/** More changes than a commit can hold. */
const changesPerVersion = 1_000_000;

/** How many changes there are, published and quiet. */
export const countOf = ({ changes, quiet = [] }: Pick<InstantChanges, 'changes' | 'quiet'>): number =>
  changes.length + quiet.length;

/**
 * Ranks a change among all changes of its person: a later one has a higher rank, also where it is not published and has no
 * sequence. It is the same however often the change is handed over. Changes of 0.2.0, which kept no version, rank 0.
 *
 * @param place - the place of the change among those of its instant, published ones first, from 0.
 */
export const changeRank = (
  { version, index = 0 }: Pick<CommittedChanges, 'version' | 'index'>,
  place: number,
): number => (version === undefined ? 0 : version * changesPerVersion + index + place);

/** Numbers the instants of one commit, whose first change is the `first` of it, so that each change can be ranked. */
export const indexed = <Changes extends InstantChanges>(
  instants: readonly Changes[],
  first = 0,
): readonly (Changes & Pick<CommittedChanges, 'index'>)[] => {
  let before = first;
  return instants.map((instant) => {
    const index = before;
    before += countOf(instant);
    return index === 0 ? instant : { ...instant, index };
  });
};
