import { advance } from '#lib/core/engine/advance.ts';
import { nextChangeAt } from '#lib/core/engine/next-change-at.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import type { CustomerStore, LoadedPerson, SaveResult } from '#lib/ports/store/customer-store.ts';
import { backfillCustomer } from '../update/backfill-customer.ts';
import { changeRows, countChanges, type Stamping } from '../update/change-rows.ts';
import { heedDetour, type DetourGate } from '../update/heed-detour.ts';
import { retryOnConflict } from '../update/retry-on-conflict.ts';

/** The store, the catalogue and the time to review with. */
export interface ReviewDeps extends Stamping, RetryDeps, DetourGate {
  readonly store: CustomerStore;
  readonly catalogue: Catalogue;
}

/** When a person is looked at with no event. */
export interface Review {
  /** Time runs strictly before it, as before an event that arrives then. */
  readonly at: Instant;
}

/** The outcome of a review. */
export interface Reviewed {
  /** How many segments were entered or left. */
  readonly changes: number;
  /** Writes that were refused because another writer saved first. */
  readonly conflicts: number;
}

/**
 * Lets time alone run for one person, and finishes the deletions of one who was erased. A surplus review does no harm.
 *
 * @throws {ContentionError} when other writers win every attempt.
 */
export const reviewCustomer = async (deps: ReviewDeps, person: PersonKey, review: Review): Promise<Reviewed> => {
  let changes = 0;
  let conflicts = 0;
  const attempt = async (): Promise<SaveResult> => {
    const [result, count] = await attemptReview(deps, person, review);
    if (result === 'saved') changes = count;
    else conflicts += 1;
    return result;
  };
  await retryOnConflict(person, attempt, deps);
  return { changes, conflicts };
};

const attemptReview = async (
  deps: ReviewDeps,
  person: PersonKey,
  { at }: Review,
): Promise<readonly [SaveResult, number]> => {
  const loaded = await deps.store.load(person, []);
  heedDetour(deps, loaded);
  const brought = await backfillCustomer(deps, loaded, { at, duplicates: [] });
  if (brought === 'conflict') return ['conflict', 0];
  if (brought === 'saved') return attemptReview(deps, person, { at });
  return advancePerson(deps, loaded, { at });
};

/** Whether the store will name a person again in time: not before `at`, so that this review is behind, nor later than the next change. */
const isListed = ({ dueAt }: LoadedPerson, next: Instant | null, at: Instant): boolean =>
  dueAt === (next ?? undefined) || (dueAt !== undefined && dueAt >= at && dueAt <= (next ?? Infinity));

const advancePerson = async (
  deps: ReviewDeps,
  loaded: LoadedPerson,
  { at }: Review,
): Promise<readonly [SaveResult, number]> => {
  const { store, catalogue } = deps;
  const { person, record } = loaded;
  if (record?.kind === 'erased') await store.recordAgain(loaded, []);
  if (record?.kind !== 'profile') return ['saved', 0];
  const { state, changes } = advance(catalogue, record.state, at);
  const next = () => nextChangeAt(catalogue, state);
  if (changes.length === 0 && isListed(loaded, next(), at)) {
    // An earlier attempt at this review may have ended between its commit and the rows that it owes.
    await store.recordAgain(loaded, []);
    return ['saved', 0];
  }
  const rows = changeRows(person, changes, deps);
  const result = await store.save({ loaded, state, nextChangeAt: next, events: [], changes: rows });
  return [result, countChanges(changes)];
};
