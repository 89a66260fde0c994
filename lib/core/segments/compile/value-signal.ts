import { emptyState, type CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Measured, Value } from '../language/condition.ts';
import { operations, type Arithmetic } from './arithmetic.ts';
import type { Motion, Signal } from './signal.ts';

/** The earliest change of several signals; undefined where time alone changes none of them. */
export const earliestChange = (signals: readonly Signal[]): Signal['nextChange'] => {
  const changes = signals.flatMap(({ nextChange }) => nextChange ?? []);
  const [only] = changes;
  if (only === undefined || changes.length === 1) return only;
  return (state, after, until) => Math.min(...changes.map((nextChange) => nextChange(state, after, until)));
};

const unique = <One>(lists: readonly (readonly One[])[]): readonly One[] => [...new Set(lists.flat())];

/** A signal made of others, with what they read. */
export const combined = (parts: readonly Signal[], valueAt: Signal['valueAt']): Signal => ({
  valueAt,
  nextChange: earliestChange(parts),
  slowness: Math.max(0, ...parts.map(({ slowness = 0 }) => slowness)),
  isApproximate: (state, now) => parts.some((part) => part.isApproximate(state, now)),
  measures: unique(parts.map(({ measures }) => measures)),
  dependsOn: unique(parts.map(({ dependsOn }) => dependsOn)),
});

const numberOr = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** Anything but a number is absent from a value. It is worked with as it is, not as it is written. */
const onlyNumbers = (signal: Signal): Signal => ({
  ...signal,
  written: undefined,
  valueAt: (state, now) => {
    const value = signal.valueAt(state, now);
    return typeof value === 'number' ? value : undefined;
  },
});

/** The motion of what is worked out of one number that moves: beside it a check has let numbers stand alone. */
const motionOf = (form: Arithmetic, parts: readonly Signal[]): Motion | undefined => {
  const place = parts.findIndex(({ motion }) => motion);
  const constants = parts.map(({ valueAt }) => (place < 0 ? 0 : numberOr(valueAt(emptyState, emptyState.clock))));
  return parts[place]?.motion?.through(form, constants.slice(0, place), constants.slice(place + 1));
};

const arithmetic = (form: Arithmetic, parts: readonly Signal[]): Signal => {
  const operation = operations[form];
  const valueAt = (state: CustomerState, now: Instant): number | undefined => {
    const result = parts.map((part) => numberOr(part.valueAt(state, now))).reduce(operation);
    return Number.isFinite(result) ? result : undefined;
  };
  return { ...combined(parts, valueAt), motion: motionOf(form, parts) };
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
