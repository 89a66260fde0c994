import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { profileLineOf, type StoredProfile } from '#lib/use-cases/export/profile-line.ts';

/** The line of `profiles.jsonl` for a person at an instant, as text. */
export const profileLine = (catalogue: Catalogue, profile: StoredProfile, asOf: Instant): string =>
  JSON.stringify(profileLineOf(catalogue, profile, asOf));
