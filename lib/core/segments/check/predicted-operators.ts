import { isRecord } from '#events/is-record.ts';
import { predictedTraits, tierNames, isPredictedPath, type PredictedKind } from '../language/predicted-traits.ts';
import type { CatalogueFault } from './catalogue-error.ts';
import { withHint } from './closed.ts';
import type { PredictedIn } from './made-of-predicted.ts';
import type { Placed } from './places.ts';

const ordering = ['gt', 'gte', 'lt', 'lte'];
const equality = ['eq', 'ne', 'in', 'notIn'];

/** The operators over a number that moves all the time: it equals another at no instant that could be foretold. */
const ofNumbers = [...ordering, 'exists'];

/** What each kind of predicted trait is compared by. */
export const operatorsOf: Readonly<Record<PredictedKind, readonly string[]>> = {
  share: ofNumbers,
  number: ofNumbers,
  money: ofNumbers,
  instant: [...ordering, 'olderThan', 'newerThan', 'comingWithin', 'exists'],
  boolean: [...equality, 'exists'],
  tier: [...equality, 'exists'],
};

interface Asked {
  readonly is: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/** @param what - what is compared, as messages say it. */
const operatorFaults = ({ is, path }: Asked, what: string, known: readonly string[]): readonly CatalogueFault[] =>
  Object.keys(is)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: `${path}.${name}`,
      seen: is[name],
      expected: withHint(`absent: ${what} is compared by ${known.join(', ')}`, name, known),
    }));

const tierRule = `one of ${tierNames.join(', ')}`;

const tierFault = (path: string, seen: unknown): readonly CatalogueFault[] =>
  tierNames.some((name) => name === seen) ? [] : [{ path, seen, expected: withHint(tierRule, seen, tierNames) }];

/** The tiers that are compared with and do not exist. */
const tierFaults = ({ is, path }: Asked): readonly CatalogueFault[] =>
  equality.flatMap((name) => {
    const operand = is[name];
    if (operand === undefined) return [];
    return Array.isArray(operand)
      ? operand.flatMap((one: unknown, index) => tierFault(`${path}.${name}.${index}`, one))
      : tierFault(`${path}.${name}`, operand);
  });

const traitFaults = (trait: string, predicted: string, asked: Asked): readonly CatalogueFault[] => {
  if (!isPredictedPath(trait)) return operatorFaults(asked, `${trait}, which is made of ${predicted},`, ofNumbers);
  const kind = predictedTraits[trait];
  return [...operatorFaults(asked, trait, operatorsOf[kind]), ...(kind === 'tier' ? tierFaults(asked) : [])];
};

/** Lengths that are made of a computed trait which is made of a predicted one; that itself is refused with the operators. */
const lengthFaults = ({ is, path }: Asked, predictedIn: PredictedIn): readonly CatalogueFault[] =>
  Object.entries(is).flatMap(([name, operand]) => {
    const days = isRecord(operand) ? operand['days'] : undefined;
    const predicted = predictedIn(days);
    if (predicted === undefined || predicted === days) return [];
    const expected = `a trait that is not predicted: this one is made of ${predicted}`;
    return [{ path: `${path}.${name}.days`, seen: days, expected }];
  });

/** The faults of what a condition asks of a trait that is predicted, or made of one. */
export const predictedOperatorFaults = (
  { source, path }: Placed,
  predictedIn: PredictedIn,
): readonly CatalogueFault[] => {
  const { trait, is } = source;
  if (!isRecord(is)) return [];
  const asked = { is, path: `${path}.is` };
  const predicted = predictedIn(trait);
  const own = typeof trait === 'string' && predicted !== undefined ? traitFaults(trait, predicted, asked) : [];
  return [...own, ...lengthFaults(asked, predictedIn)];
};

/** The faults of what a condition asks of a value that is made of a predicted trait. */
export const predictedValueOperatorFaults = (
  { source: { is }, path }: Placed,
  predicted: string,
): readonly CatalogueFault[] =>
  isRecord(is) ? operatorFaults({ is, path: `${path}.is` }, `a value made of ${predicted}`, ofNumbers) : [];
