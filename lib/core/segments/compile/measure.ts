import type { MeasureReader, MeasureState } from '../../measures/measure.ts';
import type { Fact } from '../../profile/fact.ts';
import type { Calendar } from '../../time/calendar.ts';
import type { Instant } from '../../time/instant.ts';
import type { Selection } from '../language/language.ts';
import type { SeldomMeasures } from './seldom-measures.ts';

/** A measure of a person's events that one or more leaves observe: which events match, an aggregate of them, a window. */
export interface Measure extends MeasureReader<MeasureState> {
  /** The same wherever the same is measured, across catalogues too; the key of its state. */
  readonly id: string;
  /** The selections of its events; two for a sequence. */
  readonly selections: readonly Selection[];
  /** The state with an event in it: the same object where the event does not match. */
  readonly fold: (state: MeasureState | undefined, fact: Fact) => MeasureState | undefined;
  /** Joins the states of two people who are one, at their common clock. */
  readonly merge: (one: MeasureState, other: MeasureState, clock: Instant) => MeasureState;
}

/** A measure that does not have its key yet. */
export type Unnamed = Omit<Measure, 'id'>;

/** The values that a measure depends on beside its condition. */
export interface MeasureScope {
  /** The number of newest or smallest entries that decide every comparison; Infinity where the value itself is read. */
  readonly most: number;
  /** The catalogue's. */
  readonly currency: string;
  /** The catalogue's. */
  readonly calendar: Calendar;
  /** Undefined where `asksForSeldomMeasures` has said that the catalogue has none. */
  readonly seldom: SeldomMeasures | undefined;
}
