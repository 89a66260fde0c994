import type { Catalogue, Operators } from '../catalogue.ts';
import { isObject } from '../event-forms.ts';

/** Operators with the model's numbers in place of percentiles. */
export const withoutPercentiles = (trait: string, is: Operators, { predict }: Catalogue): Operators =>
  Object.fromEntries(
    Object.entries(is).map(([name, operand]: [string, unknown]) => {
      const percentile = isObject(operand) ? operand['percentile'] : undefined;
      return [name, typeof percentile === 'number' ? predict?.quantiles[trait]?.[percentile - 1] : operand];
    }),
  );
