import { emptyState } from '../../../profile/state.ts';
import { valueSignal } from '../../compile/value-signal.ts';
import type { Value } from '../../language/condition.ts';

const isConstant = (value: Value): boolean => {
  if (value.form === 'number') return true;
  return 'parts' in value && value.parts.every(isConstant);
};

const notAsked = (): never => {
  throw new TypeError('Cannot look at a person for a constant: current value is one');
};

/** The number that a value made of numbers alone always is; undefined where it depends on someone, or is not finite. */
export const constantOf = (value: Value): number | undefined => {
  if (!isConstant(value)) return undefined;
  const constant = valueSignal(value, { trait: notAsked, measured: notAsked }).valueAt(emptyState, 0);
  return typeof constant === 'number' ? constant : undefined;
};
