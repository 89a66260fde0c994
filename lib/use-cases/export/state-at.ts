import { advance } from '#lib/core/engine/advance.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';

/** Lets time run to the instant, what is due at it included; only the catalogue that decided the profile can. */
export const stateAt = (catalogue: Catalogue, state: CustomerState, asOf: Instant): CustomerState =>
  state.catalogue === catalogue.hash ? advance(catalogue, state, asOf + 1).state : state;
