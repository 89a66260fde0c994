import { idFieldOf, type IdField, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';

/** A person with their state. */
export interface StoredProfile {
  readonly person: PersonKey;
  readonly state: CustomerState;
}

/** A line of `profiles.jsonl`. Plain JSON. */
export type ProfileLine = IdField & {
  readonly asOf: string;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly sources: Readonly<Record<string, unknown>>;
  /** In the catalogue's order. */
  readonly segments: readonly { readonly key: string; readonly enteredAt: string | null }[];
  readonly sequence: number;
  readonly nextReviewAt: string | null;
};

const written = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant));

/** The line of `profiles.jsonl` for a person at an instant, up to which time has run in `state`. */
export const profileLineOf = (catalogue: Catalogue, { person, state }: StoredProfile, asOf: Instant): ProfileLine => {
  const { traits, sources } = viewProfile(state, catalogue, asOf);
  const segments = catalogue.source.segments
    .filter(({ key }) => Object.hasOwn(state.memberships, key))
    .map(({ key }) => ({ key, enteredAt: written(state.memberships[key] ?? null) }));
  return {
    ...idFieldOf(person),
    asOf: formatInstant(asOf),
    traits,
    sources,
    segments,
    sequence: state.sequence,
    nextReviewAt: written(state.nextReviewAt),
  };
};
