import type { CompiledSegment } from '../../segments/compile/catalogue.ts';
import { nodeHolds } from '../../segments/compile/node.ts';
import type { Instant } from '../../time/instant.ts';
import type { Accumulator } from '../accumulator.ts';
import type { Person } from '../person.ts';
import { pointOf, type Axis } from './axes.ts';
import { conductOf } from './conduct.ts';
import { groupAt, type Centers } from './centers.ts';

/** The counts of one group. */
export interface GroupCount {
  /** People whom its rule picks. */
  readonly members: number;
  /** People who are nearer to a center of it than to others. */
  readonly natural: number;
  readonly both: number;
}

type Kept = { -readonly [Name in keyof GroupCount]: number }[];

/** What people are counted by. */
export interface CountingGroups extends Centers {
  readonly axes: readonly Axis[];
  /** Each with the group that it stands for. */
  readonly rules: readonly { readonly group: number; readonly compiled: CompiledSegment }[];
  readonly now: Instant;
}

/** The second of two passes: counts how many people each rule picks, and how many of them belong to its group. */
export const groupCounts = ({
  axes,
  rules,
  now,
  ...centers
}: CountingGroups): Accumulator<Person, Kept, readonly GroupCount[]> => ({
  empty: () => rules.map(() => ({ members: 0, natural: 0, both: 0 })),
  add: (kept, person) => {
    const nearest = groupAt(pointOf(conductOf(person, now), axes), centers);
    for (const [index, { group, compiled }] of rules.entries()) {
      const counts = kept[index] as Kept[number];
      const isMember = nodeHolds(compiled.condition, person.state, now);
      counts.members += isMember ? 1 : 0;
      counts.natural += nearest === group ? 1 : 0;
      counts.both += isMember && nearest === group ? 1 : 0;
    }
    return kept;
  },
  merge: (one, other) =>
    one.map((counts, index) => {
      const more = other[index] as Kept[number];
      return {
        members: counts.members + more.members,
        natural: counts.natural + more.natural,
        both: counts.both + more.both,
      };
    }),
  result: (kept) => kept,
});
