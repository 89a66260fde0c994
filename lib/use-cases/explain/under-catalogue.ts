import { backfill } from '#lib/core/engine/backfill.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { pastEvents } from '../history/past-events.ts';

/** The store and the catalogue to fold by. */
interface FoldDeps {
  readonly store: Pick<CustomerStore, 'ledger'>;
  readonly catalogue: Catalogue;
}

/** Folds the ledger of a person where the profile lacks what a catalogue measures, since another one decided it. */
export const underCatalogue = async (
  { store, catalogue }: FoldDeps,
  { person, state }: { readonly person: PersonKey; readonly state: CustomerState },
  at: Instant,
): Promise<CustomerState> => backfill(catalogue, state, { events: await pastEvents(store, person), at }).state;
