import type { Point } from '../statistics/k-means.ts';
import { silhouetteOf } from '../statistics/silhouette.ts';
import { axesOf, type Axis } from './axes.ts';
import { isConcentrated } from './concentration.ts';
import type { Conduct } from './conduct.ts';
import type { Centers, Kind } from './centers.ts';
import { meansOf, tellingAxes, type Division } from './division.ts';
import { partsOf, sharpDivisionsOf } from './divisions.ts';
import { leastAgreement, rulesFor, type Rules } from './rules.ts';
import { stabilityOf, type Stability } from './stability.ts';
import { leavesOf } from './tree.ts';

/** Groups as they were learnt. Plain JSON. */
export interface Grouping extends Centers {
  readonly kind: Kind;
  readonly axes: readonly Axis[];
  /** Of each group. */
  readonly means: readonly Point[];
  readonly rules: Rules;
  readonly stability: Stability;
  /** From -1 to 1: how much nearer people are to their own group than to the next one. */
  readonly silhouette: number;
}

/** Below this share of the people a group is not one. */
const leastShare = 0.03;

const leastStability = 0.8;

/** Below this silhouette groups are not told apart by nature. */
const leastSilhouette = 0.3;

/** The most leaves for a group of a continuum, on average. */
const mostLeaves = 2;

/** So many centers are tried for groups that need not be round, if no more groups are asked for. */
const mostCenters = 6;

const hasRoom = ({ count, groups }: Division): boolean =>
  Array.from({ length: count }, (_, group) => groups.filter((each) => each === group).length).every(
    (size) => size >= leastShare * groups.length,
  );

/** Whether groups are what they are called: apart, or the ends of something that a few do most of. */
const isTrue = (people: readonly Conduct[], division: Division, silhouette: number): boolean =>
  division.kind === 'sharp'
    ? silhouette >= leastSilhouette
    : tellingAxes(division).some((axis) => isConcentrated(people, axis));

/** Where a continuum is cut is a choice, and no use where it takes long to say. */
const isPlain = ({ kind, count }: Division, { tree, agreement }: Rules): boolean =>
  agreement >= leastAgreement && (kind === 'sharp' || leavesOf(tree) <= mostLeaves * count);

/** A division that may be told if it can be said and comes again. */
interface Candidate {
  readonly division: Division;
  readonly silhouette: number;
}

/** Divisions whose groups are large enough and what they are called: more groups go before fewer, then those that lie further apart. */
const candidatesIn = (people: readonly Conduct[], divisions: readonly Division[]): readonly Candidate[] =>
  divisions
    .filter(hasRoom)
    .map((division) => ({ division, silhouette: silhouetteOf(division.points, division.groups, division.count) }))
    .filter(({ division, silhouette }) => isTrue(people, division, silhouette))
    .sort((one, other) => other.division.count - one.division.count || other.silhouette - one.silhouette);

/** The groups of a candidate; undefined where they are not to be said, or others in each sample of such people. */
const groupingOf = (people: readonly Conduct[], { division, silhouette }: Candidate): Grouping | undefined => {
  const { kind, axes, centers, groupOf } = division;
  const rules = rulesFor(people, division);
  if (!isPlain(division, rules)) return undefined;
  const stability = stabilityOf(division);
  if (Math.min(stability.median, stability.tenth) < leastStability) return undefined;
  return { kind, axes, centers, groupOf, means: meansOf(division), rules, stability, silhouette };
};

const firstOf = (people: readonly Conduct[], candidates: readonly Candidate[]): Grouping | undefined => {
  for (const candidate of candidates) {
    const grouping = groupingOf(people, candidate);
    if (grouping) return grouping;
  }
  return undefined;
};

const upTo = (most: number): readonly number[] => Array.from({ length: most - 1 }, (_, index) => index + 2);

/**
 * Finds groups among people by what they do: those that lie apart, and where none do, parts of a continuum.
 *
 * @param most - how many groups there may be; up to two are looked for in any case.
 */
export const findGroups = (people: readonly Conduct[], most: number): Grouping | undefined => {
  const axes = axesOf(people);
  const groups = Math.max(2, most);
  const bestOf = (divisions: readonly Division[]): Grouping | undefined =>
    firstOf(
      people,
      candidatesIn(
        people,
        divisions.filter(({ count }) => count <= groups),
      ),
    );
  if (axes.length === 0) return undefined;
  const sharp = bestOf(sharpDivisionsOf(people, axes, upTo(Math.max(groups, mostCenters))));
  return sharp ?? bestOf(partsOf(people, axes, upTo(groups)));
};
