import { isRecord } from '#events/is-record.ts';
import { isPercentile, percentilePaths } from '../language/percentile.ts';
import type { CatalogueFault } from './catalogue-error.ts';
import type { Placed } from './places.ts';

/** The rule that a percentile of a trait breaks; undefined where a catalogue with this model can have it. */
const ruleFor = (trait: unknown, model: unknown): string | undefined => {
  if (!percentilePaths.some((path) => path === trait)) {
    return `a number or a string: a percentile stands beside one of ${percentilePaths.join(', ')}`;
  }
  if (model === undefined) {
    return 'a number: a percentile needs a fitted model, as "predict" of the catalogue or by --model';
  }
  const quantiles = isRecord(model) ? model['quantiles'] : undefined;
  if (isRecord(quantiles) && Object.hasOwn(quantiles, String(trait))) return undefined;
  return `a number: the "quantiles" of the model have no percentiles of ${String(trait)}`;
};

/** The faults of the percentiles that a condition compares a trait with. */
export const percentileFaults = ({ source, path }: Placed, model: unknown): readonly CatalogueFault[] => {
  const { trait, is } = source;
  const asked = Object.entries(isRecord(is) ? is : {}).filter(([, operand]) => isPercentile(operand));
  const expected = asked.length === 0 || trait === undefined ? undefined : ruleFor(trait, model);
  if (expected === undefined) return [];
  return asked.map(([name, seen]) => ({ path: `${path}.is.${name}`, seen, expected }));
};
