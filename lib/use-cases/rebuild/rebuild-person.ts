import { isDeepStrictEqual } from 'node:util';
import { backfill } from '#lib/core/engine/backfill.ts';
import { nextChangeAt } from '#lib/core/engine/next-change-at.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import type { CustomerStore, LoadedPerson, SaveResult } from '#lib/ports/store/customer-store.ts';
import { pastStates, readPast } from '../history/past-states.ts';
import { changeRows, countChanges } from '../update/change-rows.ts';
import { retryOnConflict } from '../update/retry-on-conflict.ts';
import { compareProfiles, lastPublished, publishedEntries, type ProfilePair } from './compare-profiles.ts';
import type { Difference } from './difference.ts';

/** The store, the catalogue and the time to rebuild with. */
export interface RebuildDeps extends RetryDeps {
  readonly store: CustomerStore;
  readonly catalogue: Catalogue;
  /** The wall clock. */
  readonly now: () => Instant;
  /** Until when reviews may have been made that changed nothing; Infinity where time is simulated. */
  readonly until: Instant;
}

/** The outcome of folding a person's ledger again. */
export type Rebuilt =
  /** Compared; `changes` counts the segments entered and left by a repair, and is absent where none was made. */
  | { readonly kind: 'compared'; readonly differences: readonly Difference[]; readonly changes?: number }
  /** Another catalogue decided the profile last: there is nothing to compare with. */
  | { readonly kind: 'other-catalogue' }
  /** An event that was applied is still on its way into the ledger. */
  | { readonly kind: 'unrecorded' }
  /** Nothing is stored, or no profile: a visitor who is a customer, or an erased person. */
  | { readonly kind: 'unknown' | 'linked' | 'erased' };

type LoadedProfile = LoadedPerson & { readonly record: { readonly kind: 'profile'; readonly state: CustomerState } };

const hasProfile = (loaded: LoadedPerson): loaded is LoadedProfile => loaded.record?.kind === 'profile';

const withoutProfile = ({ record }: LoadedPerson): Rebuilt =>
  record === undefined ? { kind: 'unknown' } : { kind: record.kind === 'linked' ? 'linked' : 'erased' };

/** A state as the store would give it back. */
const asStored = (state: CustomerState): CustomerState => JSON.parse(JSON.stringify(state)) as CustomerState;

const readPair = async (deps: RebuildDeps, { person, record, dueAt }: LoadedProfile): Promise<ProfilePair> => {
  const { store, catalogue } = deps;
  const past = await readPast(store, person);
  const rebuilt = asStored(pastStates(catalogue, past).states.get(person) ?? emptyState);
  const history = await Array.fromAsync(store.history(person));
  return { person, stored: record.state, rebuilt, events: past.events, history, dueAt, until: deps.until };
};

/** The profile as its ledger makes it, decided at its own clock; memberships that are right keep their entry. */
const repaired = (catalogue: Catalogue, pair: ProfilePair) => {
  const { stored, rebuilt, events } = pair;
  const last = lastPublished(pair);
  const clock = Math.max(stored.clock, rebuilt.clock, last.clock);
  const memberships = { ...stored.memberships, ...Object.fromEntries(publishedEntries(pair)) };
  const sequence = Math.max(stored.sequence, last.sequence);
  const { state, changes } = backfill(catalogue, { ...stored, clock, memberships, sequence }, { events, at: clock });
  return { state: { ...state, deployment: stored.deployment }, changes };
};

/** Whether the person is still as read: what was read after it belongs to it. */
const isUnchanged = async ({ store }: RebuildDeps, { person, record }: LoadedProfile): Promise<boolean> =>
  isDeepStrictEqual((await store.load(person, [])).record, record);

interface Attempted {
  readonly result: SaveResult;
  readonly rebuilt: Rebuilt;
}

const compareProfile = async (deps: RebuildDeps, loaded: LoadedProfile, isRepair: boolean): Promise<Attempted> => {
  const pair = await readPair(deps, loaded);
  const differences = compareProfiles(deps.catalogue, pair);
  const rebuilt = { kind: 'compared', differences } as const;
  if (differences.length === 0) return { result: 'saved', rebuilt };
  if (!isRepair) return { result: (await isUnchanged(deps, loaded)) ? 'saved' : 'conflict', rebuilt };
  const { state, changes } = repaired(deps.catalogue, pair);
  const next = () => nextChangeAt(deps.catalogue, state);
  const rows = changeRows(loaded.person, changes, deps);
  const result = await deps.store.save({ loaded, state, nextChangeAt: next, events: [], changes: rows });
  return { result, rebuilt: { ...rebuilt, changes: countChanges(changes) } };
};

const attemptRebuild = async (deps: RebuildDeps, person: PersonKey, isRepair: boolean): Promise<Attempted> => {
  const loaded = await deps.store.load(person, []);
  if (!hasProfile(loaded)) return { result: 'saved', rebuilt: withoutProfile(loaded) };
  if (loaded.record.state.catalogue !== deps.catalogue.hash) {
    return { result: 'saved', rebuilt: { kind: 'other-catalogue' } };
  }
  if (loaded.unrecorded.length > 0) return { result: 'saved', rebuilt: { kind: 'unrecorded' } };
  return compareProfile(deps, loaded, isRepair);
};

/**
 * Folds a person's ledger again and compares the result with the stored profile.
 *
 * A repair saves what the ledger makes, and begins again if another writer has saved since the profile was read;
 * memberships that differ change with origin `backfill`.
 *
 * @throws {ContentionError} when other writers win every attempt.
 */
export const rebuildPerson = async (
  deps: RebuildDeps,
  person: PersonKey,
  { repair }: { readonly repair: boolean },
): Promise<Rebuilt> => {
  let rebuilt: Rebuilt = { kind: 'unknown' };
  const attempt = async () => {
    const attempted = await attemptRebuild(deps, person, repair);
    ({ rebuilt } = attempted);
    return attempted.result;
  };
  await retryOnConflict(person, attempt, deps);
  return rebuilt;
};
