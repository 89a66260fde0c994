import type { ConditionSource } from '../../segments/language/language.ts';
import { behaviours, type Behaviour } from './behaviours.ts';
import { isSplit, type Split, type Tree } from './tree.ts';

/** A comparison on the way to a leaf. */
interface Step {
  readonly behaviour: Behaviour;
  readonly operator: 'gte' | 'lt' | 'olderThan' | 'newerThan';
  readonly operand: number | string;
  /** Whether its contrary is meant, which holds also where nothing is known. */
  readonly isContrary: boolean;
}

const stepOf = ({ of, limit, hasUnknown }: Split, isUpper: boolean): Step => {
  const behaviour = behaviours[of] as Behaviour;
  const isAgo = behaviour.kind === 'ago';
  const operand = isAgo ? `P${limit}D` : limit;
  if (isUpper || hasUnknown) return { behaviour, operator: isAgo ? 'olderThan' : 'gte', operand, isContrary: !isUpper };
  return { behaviour, operator: isAgo ? 'newerThan' : 'lt', operand, isContrary: false };
};

/** The steps to each leaf of a group. */
const waysTo = (tree: Tree, group: number, before: readonly Step[] = []): readonly (readonly Step[])[] => {
  if (!isSplit(tree)) return tree.group === group ? [before] : [];
  return [
    ...waysTo(tree.lower, group, [...before, stepOf(tree, false)]),
    ...waysTo(tree.upper, group, [...before, stepOf(tree, true)]),
  ];
};

type Comparisons = Readonly<Record<string, number | string>>;

/** Adds a comparison to those of its trait: of several by one operator the last is the narrowest. */
const joining = (known: Map<string, Comparisons>, { behaviour: { path }, operator, operand }: Step): void => {
  known.set(path, { ...known.get(path), [operator]: operand });
};

const contraries = { gte: 'lt', lt: 'gte', olderThan: 'newerThan', newerThan: 'olderThan' } as const;

const joinedOf = (steps: readonly Step[]): readonly ConditionSource[] => {
  const [plain, contrary] = [new Map<string, Comparisons>(), new Map<string, Comparisons>()];
  const isKnown = ({ behaviour }: Step) => steps.some((step) => step.behaviour === behaviour && !step.isContrary);
  for (const step of steps) {
    if (!step.isContrary) joining(plain, step);
    else if (isKnown(step)) joining(plain, { ...step, operator: contraries[step.operator] });
    else joining(contrary, step);
  }
  return [
    ...[...plain].map(([trait, is]): ConditionSource => ({ trait, is })),
    ...[...contrary].map(([trait, is]): ConditionSource => ({ not: { trait, is } })),
  ];
};

const together = (kind: 'all' | 'any', parts: readonly ConditionSource[]): ConditionSource => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return kind === 'all' ? { all: parts } : { any: parts };
};

/** The condition that a tree makes of a group; undefined where no leaf is its. */
export const conditionOf = (tree: Tree, group: number): ConditionSource | undefined => {
  const ways = waysTo(tree, group);
  return ways.length === 0
    ? undefined
    : together(
        'any',
        ways.map((way) => together('all', joinedOf(way))),
      );
};
