import * as z from 'zod/mini';
import { nearestName } from '#lib/core/nearest-name.ts';

/** A text that fits a rule. */
export const textWhere = (rule: string, holds: (text: string) => boolean) =>
  z.string(rule).check(z.refine(holds, rule));

/** An integer between two bounds, both included. */
export const integerFrom = (least: number, most: number, rule = `must be an integer from ${least} to ${most}`) =>
  z.number(rule).check(z.refine((value) => Number.isSafeInteger(value) && value >= least && value <= most, rule));

/** A list of at least one element. */
export const some = <Element extends z.core.$ZodType>(element: Element) =>
  z.array(element, 'must be a list').check(z.minLength(1, 'must name at least one'));

const hintFor = (key: string, known: readonly string[]): string => {
  const near = nearestName(key, known);
  return near === undefined ? '' : ` (the nearest is ${near})`;
};

/**
 * An object of known keys that refuses every other key, naming the nearest.
 *
 * @param notYet - keys that are planned, and refused as not yet supported.
 */
export const objectOf = <Shape extends z.core.$ZodShape>(shape: Shape, notYet: readonly string[] = []) => {
  const known = Object.keys(shape);
  const refusal = (key: string) =>
    notYet.includes(key)
      ? `must not have ${key}, which is not yet supported`
      : `must not have ${key}${hintFor(key, known)}`;
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(refusal).join(' and ')
        : `must be an object of ${known.join(', ')}`,
  });
};
