import type { PerformedType } from '#events/incoming-event.ts';
import type { PredictionModel } from '../../predictions/prediction-model.ts';
import type { RfmThresholds } from '../../profile/rfm.ts';
import type { AggregateName } from './aggregates.ts';
import type { Operators, TraitOperators } from './operators.ts';

/** Conditions on the elements of a list of objects; their fields are looked up in one element, then in the event. */
export type ElementsSource =
  | { readonly some: Where; readonly none?: never; readonly every?: never }
  | { readonly none: Where; readonly some?: never; readonly every?: never }
  | { readonly every: Where; readonly some?: never; readonly none?: never };

/**
 * Conditions on fields of an event's `detail`, by dotted path, of which all must hold. `all` and `any` hold lists of further
 * ones, `not` another.
 */
export interface Where {
  readonly [field: string]: Operators | ElementsSource | Where | readonly Where[];
}

/** Some events: of one type, and of those the ones that `where` fits. */
export interface EventSelection {
  readonly performed: PerformedType;
  readonly where?: Where | undefined;
}

export const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** A period of the local calendar; weeks begin on Monday. */
export type CalendarUnit = (typeof calendarUnits)[number];

/** Calendar periods, counted from the one that holds `now`, which is 0; -1 is the one before. */
export interface During {
  readonly unit: CalendarUnit;
  readonly from: number;
  /** At most 0, not below `from`. */
  readonly to: number;
}

/** When the events happened. At most one of the first three; all events where none is there. */
export interface WindowSource {
  /** `now - D < t <= now`: an ISO 8601 duration of fixed length. */
  readonly within?: string | undefined;
  /** `now - D < t <= now - E`, where D > E. */
  readonly between?: readonly [string, string] | undefined;
  /** `t <= now`, and t in these periods. */
  readonly during?: During | undefined;
  /** `I <= t`: an instant with offset, or a date for its first instant. */
  readonly since?: string | undefined;
  /** `t < I`. */
  readonly until?: string | undefined;
}

/** The events that a count or an aggregate takes. */
export interface Selection extends EventSelection, WindowSource {
  /** Counts and aggregates list elements instead of events. */
  readonly each?: 'items' | undefined;
}

/** The number of some events; `times` is `{ "gte": 1 }` by default. */
export type Performed = Selection & { readonly times?: Operators; readonly is?: never } & {
  readonly [Name in AggregateName]?: never;
};

/** One aggregate of one field. */
export type Aggregated = {
  readonly [Name in AggregateName]: Selection & { readonly is: Operators; readonly times?: never } & {
    readonly [Key in Name]: string;
  } & {
    readonly [Other in Exclude<AggregateName, Name>]?: never;
  };
}[AggregateName];

/** A field of both events, or one of the first and one of the second: they must have a value in common. */
export type Same = string | readonly [string, string];

export interface FollowedBy extends EventSelection {
  readonly followedBy: EventSelection;
  readonly same?: Same;
  readonly within: string;
}

export interface NotFollowedBy extends EventSelection {
  readonly notFollowedBy: EventSelection;
  readonly same?: Same;
  readonly for: string;
  readonly within: string;
}

/** A number of events, or one aggregate of them, where it is not compared yet. */
export type MeasuredSource = Selection & {
  readonly times?: never;
  readonly is?: never;
} & { readonly [Name in AggregateName]?: string };

/** A number that is worked out, in doubles, from left to right. Lists have two to ten parts, `minus` and `dividedBy` two. */
export type ValueSource =
  | number
  | { readonly trait: string }
  | { readonly plus: readonly ValueSource[] }
  | { readonly minus: readonly [ValueSource, ValueSource] }
  | { readonly times: readonly ValueSource[] }
  | { readonly dividedBy: readonly [ValueSource, ValueSource] }
  | MeasuredSource;

/** A trait of the shop's own: an aggregate of some events, or a number that is worked out. Its path is `computed.NAME`. */
export type ComputedTraitSource =
  | MeasuredSource
  | (Selection & { readonly mostFrequent: string })
  | (Selection & { readonly list: string; readonly atMost?: number })
  | (Selection & { readonly latest: readonly string[]; readonly atMost?: number })
  | { readonly value: ValueSource };

/** The consent without which no one is in a segment. */
export interface Requirement {
  readonly consent: string;
}

export type ConditionSource =
  | { readonly all: readonly ConditionSource[] }
  | { readonly any: readonly ConditionSource[] }
  | { readonly not: ConditionSource }
  | { readonly trait: string; readonly is: TraitOperators }
  | { readonly segment: string }
  | { readonly value: ValueSource; readonly is: Operators }
  | Performed
  | Aggregated
  | FollowedBy
  | NotFollowedBy;

/** A group of customers, as data. */
export interface Segment {
  /** `[a-z0-9-]{1,64}`, unique in its catalogue. */
  readonly key: string;
  /** For people; the key by default. */
  readonly name?: string;
  readonly description?: string;
  readonly when: ConditionSource;
  /** No one is in the segment without this consent; the catalogue's by default, none where it is null. */
  readonly requires?: Requirement | null;
  /** Traits that may go out with a change; none by default. */
  readonly publish?: { readonly traits: readonly string[] };
  /** Set where the changes that a new catalogue brings are not published. */
  readonly backfill?: 'quiet';
}

/** All segments of a shop. */
export interface CatalogueSource {
  /** ISO 4217. Only amounts in it add up. */
  readonly currency: string;
  readonly rfm?: RfmThresholds;
  /** An IANA name, which governs local times and dates; `UTC` by default. */
  readonly timeZone?: string;
  /** Holds for every segment that does not say its own. */
  readonly requires?: Requirement;
  /** Computed traits of the shop's own, by name. */
  readonly traits?: Readonly<Record<string, ComputedTraitSource>>;
  /** A fitted model, as `patron fit` writes it; without one nobody has a predicted trait. */
  readonly predict?: PredictionModel;
  /** By the name of each topic, the terms by which it is found in feedback whose producer sent no topics. */
  readonly topics?: Readonly<Record<string, readonly string[]>>;
  readonly segments: readonly Segment[];
}
