import type { MeasuredSource, ValueSource } from '../language/language.ts';
import type { Operators } from '../language/operators.ts';
import type { AtLeastOne, OperatorsFor } from './operators-for.ts';
import { plain, withSteps, type Said } from './steps.ts';

/** A number, a trait, a number of events, an aggregate, or arithmetic of these. */
export type ValuePart = ValueSource | Said<MeasuredSource> | Said<{ readonly trait: string }>;

const plainValue = (part: ValuePart): ValueSource =>
  typeof part === 'number' ? part : plain<Exclude<ValueSource, number>>(part);

type Two = readonly [ValuePart, ValuePart];

const pairOf = ([one, other]: Two): readonly [ValueSource, ValueSource] => [plainValue(one), plainValue(other)];

/** The sum of two to ten values; like all arithmetic absent where one of them is. */
export const plus = (...parts: readonly [...Two, ...ValuePart[]]): ValueSource => ({ plus: parts.map(plainValue) });

/** The first value less the second. */
export const minus = (...parts: Two): ValueSource => ({ minus: pairOf(parts) });

/** The product of two to ten values. */
export const times = (...parts: readonly [...Two, ...ValuePart[]]): ValueSource => ({ times: parts.map(plainValue) });

/** The first value divided by the second; absent where that is 0. */
export const dividedBy = (...parts: Two): ValueSource => ({ dividedBy: pairOf(parts) });

/** A number that is worked out: a computed trait as it stands, and a condition once it is compared. */
export interface Valued extends Said<{ readonly value: ValueSource }> {
  is(operators: AtLeastOne<OperatorsFor<number>>): { readonly value: ValueSource; readonly is: Operators };
}

/**
 * Works a number out.
 *
 * @example value(minus(sum('PurchaseMade', 'total').within('P90D'), sum('PurchaseRefunded', 'amount').within('P90D'))).is({ gte: 100_00 })
 */
export const value = (part: ValuePart): Valued => {
  const data = { value: plainValue(part) };
  return withSteps(data, { is: (is: Operators) => ({ ...data, is }) }) as Valued;
};
