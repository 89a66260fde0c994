import type { Value } from '../language/condition.ts';

/** The forms of values that are worked out of parts. */
export type Arithmetic = Extract<Value, { readonly parts: unknown }>['form'];

export const operations: Readonly<Record<Arithmetic, (one: number, other: number) => number>> = {
  plus: (one, other) => one + other,
  minus: (one, other) => one - other,
  times: (one, other) => one * other,
  // Nothing is finite of a division by 0.
  dividedBy: (one, other) => one / other,
};
