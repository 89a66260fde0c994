import type { EventType } from '#events/incoming-event.ts';
import type { RfmThresholds } from '../../profile/rfm.ts';
import type { AggregateName } from './aggregates.ts';
import type { Operators, TraitOperators } from './operators.ts';

/** Conditions on fields of an event's `detail`, by dotted path. */
export type Where = Readonly<Record<string, Operators>>;

/** Some events: of one type, and of those the ones that `where` fits. */
export interface EventSelection {
  readonly performed: EventType;
  readonly where?: Where | undefined;
}

/** The events that a count or an aggregate takes. */
export interface Selection extends EventSelection {
  /** Counts and aggregates list elements instead of events. */
  readonly each?: 'items' | undefined;
  /** An ISO 8601 duration of fixed length; all events where absent. */
  readonly within?: string | undefined;
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

export interface FollowedBy extends EventSelection {
  readonly followedBy: EventSelection;
  readonly within: string;
}

export interface NotFollowedBy extends EventSelection {
  readonly notFollowedBy: EventSelection;
  readonly for: string;
  readonly within: string;
}

export type ConditionSource =
  | { readonly all: readonly ConditionSource[] }
  | { readonly any: readonly ConditionSource[] }
  | { readonly not: ConditionSource }
  | { readonly trait: string; readonly is: TraitOperators }
  | { readonly segment: string }
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
  /** No one is in the segment without this consent. */
  readonly requires?: { readonly consent: string };
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
  readonly segments: readonly Segment[];
}
