type Scalar = string | number | boolean;

export interface Operators {
  readonly eq?: Scalar;
  readonly ne?: Scalar;
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  readonly in?: readonly Scalar[];
  readonly notIn?: readonly Scalar[];
  readonly contains?: Scalar;
  readonly startsWith?: string;
  readonly exists?: boolean;
  readonly olderThan?: string;
  readonly newerThan?: string;
}

export type Where = Readonly<Record<string, Operators>>;

export interface Step {
  readonly performed: string;
  readonly where?: Where;
}

export const aggregates = ['sum', 'avg', 'min', 'max', 'first', 'last', 'uniqueCount'] as const;
export type Aggregate = (typeof aggregates)[number];

/** `performed` in all of its forms: a count, an aggregate beside `is`, or one of the two that name a second event. */
export interface Performed extends Step, Partial<Readonly<Record<Aggregate, string>>> {
  readonly each?: 'items';
  readonly within?: string;
  readonly times?: Operators;
  readonly is?: Operators;
  readonly followedBy?: Step;
  readonly notFollowedBy?: Step;
  readonly for?: string;
}

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly trait: string; readonly is: Operators }
  | { readonly segment: string }
  | Performed;

export interface Segment {
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  readonly when: Condition;
  readonly requires?: { readonly consent: string };
  readonly publish?: { readonly traits: readonly string[] };
}

export interface RfmThresholds {
  readonly recencyDays: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

export interface Catalogue {
  readonly currency: string;
  readonly rfm?: RfmThresholds;
  readonly segments: readonly Segment[];
}
