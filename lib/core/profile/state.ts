import type { Distinct } from '../measures/distinct.ts';
import type { ExactSum } from '../measures/exact-sum.ts';
import type { MeasureState } from '../measures/measure.ts';
import type { Tally } from '../measures/tally.ts';
import type { Instant } from '../time/instant.ts';
import type { DaySet } from './day-set.ts';

/** The path of a given trait, such as `demographic.birthDate`, `custom.tier` or `consent.marketing`. */
export type GivenPath = `${string}.${string}`;

/** A given trait: its value, which is null where it is forgotten, the time and id of the event that gave it, its source, and set where that event is a visitor's. */
export type GivenTrait = readonly [value: unknown, at: Instant, eventId: string, via: string, byVisitor?: true];

export interface OrdersState {
  readonly count: number;
  /** Orders with a discount above 0 or a coupon. */
  readonly discounted: number;
  /** Before refunds, in the catalogue's currency. */
  readonly gross: ExactSum;
  readonly refunded: ExactSum;
  readonly firstAt?: Instant;
  readonly lastAt?: Instant;
  /** The days with an order in the catalogue's currency. */
  readonly days?: DaySet;
  /** The days with an order in another currency. */
  readonly otherDays?: DaySet;
  /** Number of orders and revenue after refunds in each other currency. */
  readonly other?: Readonly<Record<string, readonly [count: number, revenue: ExactSum]>>;
}

export interface VisitsState {
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly sessions: Distinct;
}

export interface FeedbackState {
  readonly count: number;
  /** Every score, scaled to 0-1. */
  readonly scores?: readonly [sum: ExactSum, count: number];
  readonly nps?: readonly [score: number, at: Instant, eventId: string, byVisitor?: true];
}

/** The names of the value counts, from which the most frequent values are taken. */
export const tallyNames = ['categories', 'channels', 'devices', 'searches', 'topics'] as const;

export type TallyName = (typeof tallyNames)[number];

/** Everything that is folded from events without regard to any segment. */
export interface Profile {
  readonly firstSeenAt?: Instant;
  readonly lastSeenAt?: Instant;
  /** By `GivenPath`. */
  readonly given: Readonly<Record<string, GivenTrait>>;
  readonly orders?: OrdersState;
  readonly visits?: VisitsState;
  readonly feedback?: FeedbackState;
  readonly tallies: Readonly<Partial<Record<TallyName, Tally>>>;
}

/** The name of a part of a profile: of everything but the given traits and the value counts, which are kept by path and by name. */
export type PartName = Exclude<keyof Profile, 'given' | 'tallies'>;

export type PartValue<Name extends PartName> = NonNullable<Profile[Name]>;

/**
 * The state of one person, as plain JSON, which `apply` and `advance` take and return.
 *
 * Profile and measures depend only on the set of events that have arrived, not on their order.
 */
export interface CustomerState {
  /** The latest instant at which an event was decided or a change took effect; it never goes back. */
  readonly clock: Instant;
  /** The `sequence` of the last change; 0 before the first. */
  readonly sequence: number;
  /** The person's id, with `~` before a visitor's, where the catalogue draws buckets from it. */
  readonly id?: string;
  /** How many events were applied, links and those of linked visitors included; absent before the first. */
  readonly applied?: number;
  /** The first instant at which time alone may change a membership; null where it never will. */
  readonly nextReviewAt: Instant | null;
  /** Hash of the catalogue that decided the memberships. */
  readonly catalogue: string;
  /** The number of the deployment that decided them. */
  readonly deployment: number;
  /** The instant at which each segment that the person is in was entered, by key. */
  readonly memberships: Readonly<Record<string, Instant>>;
  /** The keys of the memberships whose entry was not published; absent where there are none. */
  readonly quiet?: readonly string[];
  readonly profile: Profile;
  /** By the measure's id; only measures that an event has matched. */
  readonly measures: Readonly<Record<string, MeasureState>>;
}

/** The state of a person with no profile yet. */
export const emptyState: CustomerState = {
  clock: 0,
  sequence: 0,
  nextReviewAt: null,
  catalogue: '',
  deployment: 0,
  memberships: {},
  profile: { given: {}, tallies: {} },
  measures: {},
};
