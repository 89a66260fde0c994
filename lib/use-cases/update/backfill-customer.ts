import { backfill } from '#lib/core/engine/backfill.ts';
import { nextChangeAt } from '#lib/core/engine/next-change-at.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore, AppliedRow, LoadedPerson, SaveResult } from '#lib/ports/store/customer-store.ts';
import { pastEvents } from '../history/past-events.ts';
import { changeRows, type Stamping } from './change-rows.ts';

/** The store and the catalogue to decide a person by. */
export interface BackfillDeps extends Stamping {
  readonly store: CustomerStore;
  readonly catalogue: Catalogue;
}

/** A newer deployment has decided this person; the message goes back to the queue until the newer code takes it. */
class OutdatedDeploymentError extends Error {
  override readonly name = 'OutdatedDeploymentError';

  constructor(decidedBy: number, deployment: number) {
    super(`Cannot decide a person as deployment ${deployment}: current value is of deployment ${decidedBy}`);
  }
}

/** When the person is touched, and the events at hand that were applied before. */
export interface Touch {
  readonly at: Instant;
  readonly duplicates: readonly AppliedRow[];
}

/**
 * Brings a person up to this catalogue on the first touch after a deployment: folds the ledger again and decides once.
 *
 * @returns `current` where nothing had to be done; otherwise the person must be loaded again, after `conflict` because
 * another writer saved first or an applied event is still missing from the ledger.
 * @throws {OutdatedDeploymentError} where a newer deployment has decided the person.
 */
export const backfillCustomer = async (
  deps: BackfillDeps,
  loaded: LoadedPerson,
  { at, duplicates }: Touch,
): Promise<SaveResult | 'current'> => {
  const { store, catalogue } = deps;
  const { person, record } = loaded;
  if (record?.kind !== 'profile' || record.state.catalogue === catalogue.hash) return 'current';
  const { deployment } = record.state;
  if (deployment > catalogue.deployment) throw new OutdatedDeploymentError(deployment, catalogue.deployment);
  if (loaded.unrecorded.length > 0) {
    await store.recordAgain(loaded, duplicates);
    return 'conflict';
  }
  const events = await pastEvents(store, person);
  const { state, changes } = backfill(catalogue, record.state, { events, at });
  const rows = changeRows(person, changes, deps);
  return store.save({ loaded, state, nextChangeAt: () => nextChangeAt(catalogue, state), events: [], changes: rows });
};
