import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Measured, Value } from '../language/condition.ts';
import type { Signal } from './signal.ts';

type Arithmetic = Extract<Value, { readonly parts: unknown }>['form'];

const operations: Readonly<Record<Arithmetic, (one: number, other: number) => number>> = {
  plus: (one, other) => one + other,
  minus: (one, other) => one - other,
  times: (one, other) => one * other,
  // Nothing is finite of a division by 0.
  dividedBy: (one, other) => one / other,
};

/** The earliest change of several signals; undefined where time alone changes none of them. */
export const earliestChange = (signals: readonly Signal[]): Signal['nextChange'] => {
  const changes = signals.flatMap(({ nextChange }) => nextChange ?? []);
  const [only] = changes;
  if (only === undefined || changes.length === 1) return only;
  return (state, after) => Math.min(...changes.map((nextChange) => nextChange(state, after)));
};

const unique = <One>(lists: readonly (readonly One[])[]): readonly One[] => [...new Set(lists.flat())];

/** A signal made of others, with what they read. */
export const combined = (parts: readonly Signal[], valueAt: Signal['valueAt']): Signal => ({
  valueAt,
  nextChange: earliestChange(parts),
  isApproximate: (state, now) => parts.some((part) => part.isApproximate(state, now)),
  measures: unique(parts.map(({ measures }) => measures)),
  dependsOn: unique(parts.map(({ dependsOn }) => dependsOn)),
});

const numberOr = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** Anything but a number is absent from a value. */
const onlyNumbers = (signal: Signal): Signal => ({
  ...signal,
  valueAt: (state, now) => {
    const value = signal.valueAt(state, now);
    return typeof value === 'number' ? value : undefined;
  },
});

const arithmetic = (form: Arithmetic, parts: readonly Signal[]): Signal => {
  const operation = operations[form];
  return combined(parts, (state: CustomerState, now: Instant) => {
    const result = parts.map((part) => numberOr(part.valueAt(state, now))).reduce(operation);
    return Number.isFinite(result) ? result : undefined;
  });
};

const constant = (number: number): Signal => combined([], () => number);

/** Where the parts of a value come from. */
export interface Parts {
  /** @param path - of any trait. */
  readonly trait: (path: string) => Signal;
  readonly measured: (measured: Measured) => Signal;
}

/** A value that is worked out. It is absent where a part is absent or no number, or the result is not finite. */
export const valueSignal = (value: Value, from: Parts): Signal => {
  switch (value.form) {
    case 'number':
      return constant(value.number);
    case 'trait':
      return onlyNumbers(from.trait(value.trait));
    case 'measured':
      return onlyNumbers(from.measured(value));
    case 'plus':
    case 'minus':
    case 'times':
    case 'dividedBy':
      return arithmetic(
        value.form,
        value.parts.map((part) => valueSignal(part, from)),
      );
    default:
      return value satisfies never;
  }
};
