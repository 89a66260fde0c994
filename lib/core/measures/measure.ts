import { compareOccurrences, type Occurrence } from '../time/compare-occurrences.ts';
import type { Instant } from '../time/instant.ts';

/** One thing that counts: a matching event, or one matching element or value of it. */
export interface Entry extends Occurrence {
  /** The position among the event's elements or values. */
  readonly index: number;
  /** The aggregated value; undefined where events are only counted. */
  readonly value: unknown;
}

/** The state of a measure, as plain JSON. Only the aggregate that made it looks inside. */
export type MeasureState = number | string | readonly unknown[] | { readonly [part: string]: unknown };

/** Whether a leaf holds for a measure's value. */
export type Holds = (value: unknown) => boolean;

/** The instants after one and up to another, the second included; it may be Infinity. */
export interface Span {
  readonly after: Instant;
  readonly until: Instant;
}

/** Reads the state of a measure: its value at an instant, and when time alone will flip a leaf over it. */
export interface MeasureReader<State> {
  readonly valueAt: (state: State | undefined, now: Instant) => unknown;
  /** The first instant of a span at which `holds` changes without an event, otherwise a later one or Infinity. Absent where it never changes. */
  readonly nextFlip?: (state: State | undefined, span: Span, holds: Holds) => Instant;
  /** The first instant after another at which the value may change without an event; Infinity where it will not. Absent where it never changes so. */
  readonly nextChange?: (state: State | undefined, after: Instant) => Instant;
  /** Whether entries in the window were joined, so that the value may be off by 1/200 of the window. */
  readonly isApproximate: (state: State | undefined, now: Instant) => boolean;
}

/** Folds entries into a bounded state that depends only on their set, not on their order. */
export interface Aggregate<State> extends MeasureReader<State> {
  /** `clock` is the customer's: entries that have left the window by then are dropped. */
  readonly add: (state: State | undefined, entry: Entry, clock: Instant) => State;
  /** Joins two states at the clock of the merged customer: entries that have left the window by then are dropped from both first. */
  readonly merge: (one: State, other: State, clock: Instant) => State;
}

/** Hides the type of an aggregate's state: a state is handed back only to the aggregate that made it. */
export const opaque = <State>(aggregate: Aggregate<State>): Aggregate<MeasureState> =>
  aggregate as unknown as Aggregate<MeasureState>;

/** Compares two entries: below 0 where the first is the older, or the earlier element of the same event. */
export const compareEntries = (one: Omit<Entry, 'value'>, other: Omit<Entry, 'value'>): number =>
  compareOccurrences(one, other) || one.index - other.index;
