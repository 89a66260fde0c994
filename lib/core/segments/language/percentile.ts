import type { PredictionModel } from '../../predictions/prediction-model.ts';
import type { Percentile } from './operator.ts';
import type { TraitOperators } from './operators.ts';

/** The traits that can be compared with a percentile. */
export const percentilePaths = ['orders.revenue', 'orders.count', 'orders.average', 'predicted.value365d'] as const;

export const isPercentile = (operand: unknown): operand is Percentile =>
  typeof operand === 'object' && operand !== null && 'percentile' in operand;

/**
 * The operators of a trait with the number of the model in place of each percentile.
 *
 * @throws {TypeError} where the model does not have it, which a check refuses.
 */
export const withoutPercentiles = (
  is: TraitOperators,
  trait: string,
  model: PredictionModel | undefined,
): TraitOperators => {
  if (!Object.values(is).some(isPercentile)) return is;
  const numberFor = ({ percentile }: Percentile): number => {
    const number = model?.quantiles?.[trait]?.[percentile - 1];
    if (number === undefined) throw new TypeError(`Cannot compare ${trait} with a percentile: no model has it`);
    return number;
  };
  return Object.fromEntries(
    Object.entries(is).map(([name, operand]) => [name, isPercentile(operand) ? numberFor(operand) : operand]),
  );
};
