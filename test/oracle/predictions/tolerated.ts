import type { Catalogue } from '../catalogue.ts';
import type { Tolerated } from '../result.ts';
import { subjectIn, viewOf, type Known } from '../traits.ts';
import { nextOrderOf } from './next-order.ts';
import type { Flip } from './tolerance.ts';
import { predictedIn } from './traits.ts';

/** What a shop's own number may be where the prediction that it is made of is off by 1e-12 of itself, or of 1. */
const rangeOf = (path: string, [catalogue, known, at]: readonly [Catalogue, Known, number]): Flip[] => {
  const [value, ...others] = [0, 1e-12, -1e-12].map((off) => viewOf(catalogue, { ...known, off }, at).traitAt(path));
  if (typeof value !== 'number') return [];
  const numbers = [value, ...others].filter((number) => typeof number === 'number');
  return [{ at: value, from: Math.min(...numbers), to: Math.max(...numbers) }];
};

/** What may be said of a person at an instant instead of what is said. */
export const toleratedOf = (catalogue: Catalogue, known: Known, at: number): Tolerated => {
  const subject = subjectIn(known.facts, catalogue);
  if (subject === undefined) return {};
  const nextOrderAt = nextOrderOf(subject);
  const paths = Object.keys(catalogue.traits ?? {}).map((name) => `computed.${name}`);
  const made = paths.filter((trait) => predictedIn({ trait }, catalogue).length > 0);
  const computed = made.flatMap((path) => rangeOf(path, [catalogue, known, at]));
  return { ...(nextOrderAt !== undefined && { nextOrderAt }), computed };
};
