import type { Unit } from './value-words.ts';

/** A value that operators compare, as descriptions speak of it. */
export interface Subject {
  readonly label: string;
  readonly unit: Unit;
  /** Several words, and so "are" and "include". */
  readonly isList: boolean;
  /** Known to have a value that can be compared, so that of "less" and "at least" one is the case. */
  readonly isKnown?: boolean;
  /** The percentiles 1 to 99 that the catalogue's model has of it. */
  readonly percentiles?: readonly number[] | undefined;
}
