/** The id as the API takes it: a visitor's has a `~` before it. */
export type IdOf = { readonly customerId: string } | { readonly anonymousId: string };

export const publicIdOf = (one: IdOf): string => ('customerId' in one ? one.customerId : `~${one.anonymousId}`);

/** A part of a profile by name: groups of traits, or a trait. */
export type Traits = Readonly<Record<string, unknown>>;

/** Where a given trait comes from, and since when it is so. */
export interface Source {
  readonly via: string;
  readonly at: string;
}

/** A number that is not plain: money in minor units, or a share from 0 to 1. */
export type Unit = { readonly currency: string } | 'share';

export interface Profile {
  readonly traits: Traits;
  /** By the path of the trait. */
  readonly sources: Readonly<Record<string, Source>>;
  /** By the path of the trait; plain ones have none. */
  readonly units: Readonly<Record<string, Unit>>;
  readonly sequence: number | null;
  readonly nextReviewAt: string | null;
}

/** A condition as it stands, part by part; `words` says what is the case. */
export type Explained =
  | { readonly kind: 'all' | 'any'; readonly holds: boolean; readonly parts: readonly Explained[] }
  | { readonly kind: 'not'; readonly holds: boolean; readonly part: Explained }
  | { readonly kind: 'condition'; readonly holds: boolean; readonly words: string; readonly path: string };

type Cause = Readonly<Record<string, unknown>>;

/** The change by which a membership last began or ended. */
export interface LastChange {
  readonly changeId: string | null;
  readonly status: 'entered' | 'exited';
  readonly effectiveAt: string;
  readonly origin: string;
  readonly cause: Cause;
}

/** One segment, in or out. */
export interface Membership {
  readonly key: string;
  readonly name: string;
  readonly isMember: boolean;
  readonly since: string | null;
  readonly change: LastChange | null;
  readonly condition: Explained;
  readonly next: { readonly at: string; readonly status: 'entered' | 'exited' } | null;
  readonly notes: readonly string[];
}

/** `GET /v1/console/people/{id}` */
export type Person = IdOf & {
  readonly asOf: string;
  readonly isPast: boolean;
  readonly asked?: IdOf;
  readonly visitors: readonly string[];
  readonly profile: Profile;
  readonly segments: readonly Membership[];
  readonly notes: readonly string[];
  readonly complete?: false;
};

const isGroup = (value: unknown): value is Traits =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A group of traits; empty where there is none. */
export const groupIn = ({ traits }: Pick<Profile, 'traits'>, name: string): Traits => {
  const group = traits[name];
  return isGroup(group) ? group : {};
};

/** What is known at a dotted path; undefined where nothing is. */
export const traitAt = ({ traits }: Pick<Profile, 'traits'>, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isGroup(value) ? value[name] : undefined), traits);
