import type { CalendarUnit } from './dates.ts';
import type { OrdersModel } from './predictions/customer-base.ts';

type Scalar = string | number | boolean;

/** So many times as many days as a trait says. */
interface TimesDays {
  readonly times: number;
  readonly days: string;
}

/** What a trait is ordered against: with a percentile, the number that the model holds for it. */
type Bound = number | string | { readonly percentile: number };

export interface Operators {
  readonly eq?: Scalar;
  readonly ne?: Scalar;
  readonly gt?: Bound;
  readonly gte?: Bound;
  readonly lt?: Bound;
  readonly lte?: Bound;
  readonly in?: readonly Scalar[];
  readonly notIn?: readonly Scalar[];
  readonly contains?: Scalar;
  readonly startsWith?: string;
  readonly endsWith?: string;
  readonly fold?: true;
  readonly exists?: boolean;
  readonly olderThan?: string | TimesDays;
  readonly newerThan?: string | TimesDays;
  readonly comingWithin?: string;
  readonly anniversaryIn?: string;
}

/** What the elements of a list of objects are asked. */
export type Elements = { readonly some: Where } | { readonly none: Where } | { readonly every: Where };

/** By field what it is asked; `all`, `any` and `not` are no fields, but hold further ones. */
export interface Where {
  readonly [field: string]: Operators | Elements | Where | readonly Where[];
}

export interface Step {
  readonly performed: string;
  readonly where?: Where;
}

/** When events happened. */
export interface Window {
  readonly within?: string;
  readonly between?: readonly [string, string];
  readonly during?: { readonly unit: CalendarUnit; readonly from: number; readonly to: number };
  readonly since?: string;
  readonly until?: string;
}

/** Events, or with `each` the elements of their lists. */
export interface Selection extends Step, Window {
  readonly each?: 'items';
}

export const aggregates = ['sum', 'avg', 'min', 'max', 'first', 'last', 'uniqueCount'] as const;
export type Aggregate = (typeof aggregates)[number];

/** A selection with one aggregate, or with none for the count. */
export interface Measured extends Selection, Partial<Readonly<Record<Aggregate, string>>> {}

/** `performed` in all of its forms: a count, an aggregate beside `is`, or one of the two that name a second event. */
export interface Performed extends Measured {
  readonly times?: Operators;
  readonly is?: Operators;
  readonly followedBy?: Step;
  readonly notFollowedBy?: Step;
  readonly for?: string;
  readonly same?: string | readonly [string, string];
}

export type Value =
  | number
  | { readonly trait: string }
  | { readonly plus: readonly Value[] }
  | { readonly minus: readonly [Value, Value] }
  | { readonly times: readonly Value[] }
  | { readonly dividedBy: readonly [Value, Value] }
  | Measured;

/** A trait of the shop's own. */
export type ShopTrait =
  | { readonly value: Value }
  | Measured
  | (Selection & { readonly mostFrequent: string })
  | (Selection & { readonly list: string; readonly atMost?: number })
  | (Selection & { readonly latest: readonly string[]; readonly atMost?: number });

export interface TraitCondition {
  readonly trait: string;
  readonly is: Operators;
}

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | TraitCondition
  | { readonly segment: string }
  | { readonly value: Value; readonly is: Operators }
  | Performed;

interface Requirement {
  readonly consent: string;
}

export interface Segment {
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  readonly when: Condition;
  readonly requires?: Requirement | null;
  readonly publish?: { readonly traits: readonly string[] };
}

export interface RfmThresholds {
  readonly recencyDays: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

/** A fitted model, as far as predictions use it. */
export interface Predict {
  readonly modelId: string;
  readonly asOf: string;
  readonly timeUnit: string;
  readonly orders: OrdersModel;
  readonly spend: { readonly p: number; readonly q: number; readonly v: number };
  readonly tiers: { readonly high: number; readonly medium: number };
  readonly quantiles: Readonly<Record<string, readonly number[]>>;
}

export interface Catalogue {
  readonly currency: string;
  readonly timeZone?: string;
  readonly requires?: Requirement;
  readonly rfm?: RfmThresholds;
  readonly predict?: Predict;
  readonly traits?: Readonly<Record<string, ShopTrait>>;
  readonly topics?: Readonly<Record<string, readonly string[]>>;
  readonly segments: readonly Segment[];
}
