import type { Catalogue, Condition, Operators, TraitCondition, Value } from '../catalogue.ts';
import { isObject } from '../event-forms.ts';
import { meets } from '../operators.ts';
import { viewOf, type Known } from '../traits.ts';
import { valueOf } from '../values.ts';
import { withoutPercentiles } from './percentiles.ts';
import { predictedIn } from './traits.ts';

type Compared = TraitCondition | Extract<Condition, { readonly value: Value }>;

/** A comparison with a number that moves with no event. */
export interface Watched {
  /** The number that is compared, undefined while it is absent. */
  readonly valueAt: (instant: number) => number | undefined;
  /** What the number is made of, by which it rises and falls. */
  readonly predictionAt: (instant: number) => number;
  /** What turns no more than once while the prediction rises or falls, these before the next. */
  readonly poles: readonly ((instant: number) => boolean)[];
  /** What turns no more than once between poles. */
  readonly turning: readonly ((instant: number) => boolean)[];
}

/** A node with every object anywhere in it. */
export const objectsIn = (node: unknown): object[] =>
  typeof node === 'object' && node !== null ? [node, ...Object.values(node).flatMap(objectsIn)] : [];

/** What values are divided by, in a condition and in the computed traits that it leads to. */
const divisorsOf = (node: unknown, catalogue: Catalogue): Value[] =>
  objectsIn(node).flatMap((part): Value[] => {
    if ('dividedBy' in part) return [(part.dividedBy as readonly [Value, Value])[1]];
    const path = 'trait' in part ? String(part.trait) : '';
    const computed = new Map<string, unknown>(Object.entries(catalogue.traits ?? {}));
    return path.startsWith('computed.') ? divisorsOf(computed.get(path.slice('computed.'.length)), catalogue) : [];
  });

const finite = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Each operator by itself: of two limits, each is passed at its own time. */
const apart = (is: Operators): Operators[] =>
  Object.entries(is).map(([name, operand]: [string, unknown]) => ({ [name]: operand }));

/** The number of which a trait that is a word or a flag is made. */
const prediction = (path: string): string => (path === 'predicted.tier' ? 'predicted.value365d' : path);

const watchedOf = (condition: Compared, [catalogue, known]: readonly [Catalogue, Known], path: string): Watched => {
  const at = (instant: number) => viewOf(catalogue, known, instant);
  const valueAt = (instant: number): unknown =>
    'value' in condition ? valueOf(condition.value, at(instant)) : at(instant).traitAt(condition.trait);
  const { is } =
    'value' in condition ? condition : { is: withoutPercentiles(condition.trait, condition.is, catalogue) };
  const isTier = path === 'predicted.tier';
  const predictionAt = (instant: number): number => finite(at(instant).traitAt(prediction(path))) ?? Number.NaN;
  const divisors = divisorsOf(condition, catalogue);
  const tiers = Object.values(catalogue.predict?.tiers ?? {}).map((from) => (i: number) => predictionAt(i) >= from);
  return {
    valueAt: (instant) => (isTier ? predictionAt(instant) : finite(valueAt(instant))),
    predictionAt,
    poles: divisors.flatMap((divisor) =>
      [{ gt: 0 }, { lt: 0 }].map((side) => (instant: number) => meets(valueOf(divisor, at(instant)), side)),
    ),
    turning: isTier ? tiers : apart(is).map((one) => (instant) => meets(valueAt(instant), one)),
  };
};

const isCompared = (node: object): node is Compared =>
  'is' in node && isObject(node.is) && ('value' in node || 'trait' in node);

/** The comparisons of a catalogue with numbers that move by themselves. */
export const watchedIn = (catalogue: Catalogue, known: Known): Watched[] =>
  objectsIn(catalogue.segments)
    .filter((node) => isCompared(node))
    .flatMap((condition) => {
      const [path] = predictedIn(condition, catalogue);
      const isFixed = path === undefined || path === 'predicted.nextOrderAt' || path === 'predicted.overdue';
      return isFixed ? [] : [watchedOf(condition, [catalogue, known], path)];
    });
