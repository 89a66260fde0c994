import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';

/** A person with their state. */
export interface StoredProfile {
  readonly person: PersonKey;
  readonly state: CustomerState;
}

const written = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant));

/** The line of `profiles.jsonl` for a person at an instant; segments are in the catalogue's order. */
export const profileLine = (catalogue: Catalogue, { person, state }: StoredProfile, asOf: Instant): string => {
  const { traits, sources } = viewProfile(state, catalogue, asOf);
  const segments = catalogue.source.segments
    .filter(({ key }) => Object.hasOwn(state.memberships, key))
    .map(({ key }) => ({ key, enteredAt: written(state.memberships[key] ?? null) }));
  return JSON.stringify({
    ...idFieldOf(person),
    asOf: formatInstant(asOf),
    traits,
    sources,
    segments,
    sequence: state.sequence,
    nextReviewAt: written(state.nextReviewAt),
  });
};
