import type { Calendar, LocalDay } from '../../time/calendar.ts';
import type { Instant } from '../../time/instant.ts';

/** A value that conditions compare with. */
export type Scalar = string | number | boolean;

/** A length that differs from one person to the next: `times` times the days that a trait says. */
export interface TimesDays {
  readonly times: number;
  /** The path of a trait. */
  readonly days: string;
}

export const isTimesDays = (operand: unknown): operand is TimesDays =>
  typeof operand === 'object' && operand !== null && 'days' in operand;

/** The number that a model holds for a percentile of a trait, over customers who had ordered. */
export interface Percentile {
  /** From 1 to 99: the number at index `percentile` - 1. */
  readonly percentile: number;
}

/** The kinds of operand, each with its type in JSON. */
export interface Operands {
  readonly scalar: Scalar;
  readonly scalars: readonly Scalar[];
  readonly ordered: number | string;
  readonly text: string;
  readonly flag: boolean;
  /** ISO 8601, of fixed length. */
  readonly duration: string;
  /** ISO 8601, from `P0D` to `P365D`. */
  readonly lead: string;
  /** A duration, or one that a trait says. */
  readonly length: string | TimesDays;
}

/** Tests a value at an instant; undefined is an absent value. */
export type ValueTest = (value: unknown, now: Instant) => boolean;

/** Tests the milliseconds that have passed since an instant; false for NaN. */
export type ElapsedTest = (elapsed: number) => boolean;

/** Verbs in the third person, which descriptions negate and put in the plural. */
export type Verb = 'is' | 'has' | 'was' | 'contains' | 'starts with' | 'ends with';

/** The words for an operator. */
export interface Wording {
  /** What it asks, for those who write a condition. */
  readonly meaning: string;
  /** A verb and what follows it, made of the operand in words. */
  readonly words: (operand: string) => readonly [verb: Verb, rest: string];
  /** Words for a number of events, which the operand follows: `at least` 3 purchases. Absent where none reads well. */
  readonly quantity?: string;
}

interface Signed<Kind extends keyof Operands> {
  readonly operand: Kind;
  /** A sign for short words; the name by default. */
  readonly sign?: string;
}

interface ValueOperator<Kind extends keyof Operands> extends Signed<Kind> {
  /** The values for which it can hold: any, scalars, those with an order (numbers and texts), texts, texts and lists. */
  readonly on: 'any' | 'scalar' | 'ordered' | 'text' | 'text or list';
  readonly test: (operand: Operands[Kind]) => ValueTest;
}

interface InstantOperator extends Signed<'duration' | 'length'> {
  /** Instants, and so traits alone: fields of events and aggregates are compared without a `now`. */
  readonly on: 'instant';
  /** @param length - the operand in milliseconds; for NaN nothing holds. */
  readonly test: (length: number) => ElapsedTest;
  /** The milliseconds after the instant at which the test turns. */
  readonly turns: (length: number) => readonly number[];
}

interface DateOperator extends Signed<'lead'> {
  /** Dates and instants, of which the local date counts. */
  readonly on: 'date';
  /** @param lead - the operand in milliseconds. */
  readonly test: (lead: number, calendar: Calendar) => (date: LocalDay, now: Instant) => boolean;
  /** The first instant after another at which the test may turn. */
  readonly nextTurn: (lead: number, calendar: Calendar) => (date: LocalDay, after: Instant) => Instant;
}

/** All that the language knows of an operator. */
export type Operator =
  | { readonly [Kind in Exclude<keyof Operands, 'duration' | 'length' | 'lead'>]: ValueOperator<Kind> }[Exclude<
      keyof Operands,
      'duration' | 'length' | 'lead'
    >]
  | InstantOperator
  | DateOperator;
