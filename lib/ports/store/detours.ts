import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { LoadedPerson, SaveResult } from './customer-store.ts';

/** Says that a person's messages go through the slow queue, and that none may be taken past it. */
export interface Detour {
  /** When it ends by itself: nothing that was diverted can be in the slow queue by then. */
  readonly until: Instant;
  /** The id of the message behind which nothing is diverted. Once that is received, the detour is over. */
  readonly closing?: string | undefined;
}

/** The detours of people. A store that keeps them returns them with every load, and no save changes them. */
export interface Detours {
  /** The detour that a person is on now; undefined for none. */
  of(person: PersonKey): Promise<Detour | undefined>;
  /** Begins, changes or ends the detour of a person who has a profile or is linked, unless someone else has saved since the load. */
  set(loaded: LoadedPerson, detour: Detour | undefined): Promise<SaveResult>;
}
