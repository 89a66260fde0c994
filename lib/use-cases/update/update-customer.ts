import { isVisitor, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import type {
  AppliedRow,
  CustomerStore,
  LoadedPerson,
  QuarantineEntry,
  SaveResult,
} from '#lib/ports/store/customer-store.ts';
import { askedOf, ledgerIdOf, ledgerRowOf, saysTheSame, type Arrival } from './arrival.ts';
import { backfillCustomer } from './backfill-customer.ts';
import { correctCustomer } from './correct-customer.ts';
import { decideArrivals } from './decide-arrivals.ts';
import { heedDetour, type DetourGate } from './heed-detour.ts';
import type { Outcome } from './outcome.ts';
import { quarantineEntry, quarantineKeyOf } from './quarantine-entry.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { Deciding, Reading, Step } from './step.ts';

/** The store, the catalogue, time and chance, and the way on for events of linked visitors. */
export interface UpdateDeps extends Deciding, RetryDeps, DetourGate {
  readonly store: CustomerStore;
  /**
   * Hands a linked visitor's arrival on to its customer: into the queue, in the customer's group and with its original
   * arrival, or, where there is no queue, into `updateCustomer` at once. Resolves to its outcome.
   */
  readonly forward: (customer: PersonKey, arrival: Arrival) => Promise<Outcome>;
  /** Makes events of a delivery of which none could be made, and sends them on. Without it, such deliveries stay in quarantine. */
  readonly adaptAgain?: ((refused: QuarantineEntry, arrivedAt: Instant) => Promise<void>) | undefined;
  /** Ends a person's detour, if this is its fence. Nothing by default. */
  readonly endDetour?: ((person: PersonKey, fence: string) => Promise<void>) | undefined;
}

/** How far an update has come; filled along the way, so that it shows what was done when the update fails. */
export interface Progress {
  /** The outcomes of the first arrivals, in order. */
  readonly outcomes: Outcome[];
  /** Writes that were refused because another writer saved first. */
  conflicts: number;
}

/** The progress of an update that has not begun. */
export const noProgress = (): Progress => ({ outcomes: [], conflicts: 0 });

/** One person's arrivals, in the order in which they came. */
export interface PersonArrivals {
  readonly person: PersonKey;
  readonly arrivals: readonly Arrival[];
}

/**
 * Applies one person's arrivals in order, each exactly once in effect, and quarantines those that do not fit.
 *
 * @returns the outcome of each arrival.
 * @throws {ContentionError} when other writers win every attempt. Arrivals that were applied before are duplicates when
 * they come again.
 */
export const updateCustomer = async (
  deps: UpdateDeps,
  person: PersonKey,
  arrivals: readonly Arrival[],
): Promise<readonly Outcome[]> => {
  const progress = noProgress();
  await continueUpdate(deps, { person, arrivals }, progress);
  return progress.outcomes;
};

/** `updateCustomer` that leaves what was done in `progress`, even when it throws. */
export const continueUpdate = async (deps: UpdateDeps, work: PersonArrivals, progress: Progress): Promise<void> => {
  const { person, arrivals } = work;
  const attempt = async (): Promise<SaveResult> => {
    const result = await takeStep(deps, work, progress);
    if (result === 'conflict') progress.conflicts += 1;
    return result;
  };
  while (progress.outcomes.length < arrivals.length) await retryOnConflict(person, attempt, deps);
};

const takeStep = async (deps: UpdateDeps, work: PersonArrivals, progress: Progress): Promise<SaveResult> => {
  const { person, arrivals } = work;
  const done = progress.outcomes.length;
  const rest = done === 0 ? arrivals : arrivals.slice(done);
  const own = await deps.store.load(person, rest.map(askedOf));
  heedDetour(deps, own);
  if (own.record?.kind === 'linked') {
    await forwardAll(deps, { person: own.record.to, arrivals: rest }, progress);
    return 'saved';
  }
  const named = visitorsNamed(person, rest);
  const visitors = named.size === 0 ? noVisitors : await loadVisitors(deps.store, named);
  const brought = await bringUpToDate(deps, [own, ...visitors.values()], rest);
  if (brought !== 'current') return brought;
  const step = await decide(deps, { own, visitors }, rest);
  if ((await carryOut(deps.store, own, step)) === 'conflict') return 'conflict';
  await settleQuarantine(deps.store, rest, step.outcomes);
  progress.outcomes.push(...step.outcomes);
  return 'saved';
};

const decide = async (deps: UpdateDeps, reading: Reading, arrivals: readonly Arrival[]): Promise<Step> => {
  const decided = decideArrivals(deps, reading, arrivals);
  if (!('corrects' in decided)) return decided;
  return correctCustomer(deps, reading, { arrival: decided.corrects, duplicates: duplicatesIn(reading.own, arrivals) });
};

const duplicatesIn = (loaded: LoadedPerson, arrivals: readonly Arrival[]): readonly AppliedRow[] =>
  loaded.known.size === 0
    ? []
    : arrivals
        .filter((arrival) => {
          const known = loaded.known.get(ledgerIdOf(arrival));
          return known !== undefined && saysTheSame(known, arrival);
        })
        .map((arrival) => ledgerRowOf(loaded, arrival));

/** After a deployment, brings everyone who was read up to its catalogue; any result but `current` asks to read again. */
const bringUpToDate = async (deps: UpdateDeps, read: readonly LoadedPerson[], arrivals: readonly Arrival[]) => {
  const at = arrivals[0]?.arrivedAt ?? -Infinity;
  for (const loaded of read) {
    const brought = await backfillCustomer(deps, loaded, { at, duplicates: duplicatesIn(loaded, arrivals) });
    if (brought !== 'current') return brought;
  }
  return 'current';
};

const forwardAll = async (deps: UpdateDeps, { person, arrivals }: PersonArrivals, progress: Progress) => {
  for (const arrival of arrivals) progress.outcomes.push(await deps.forward(person, arrival));
};

const noVisitors: ReadonlyMap<PersonKey, LoadedPerson> = new Map();

const noneNamed: ReadonlySet<PersonKey> = new Set();

/** The visitors whom the arrivals name beside the customer; most name none. */
const visitorsNamed = (person: PersonKey, arrivals: readonly Arrival[]): ReadonlySet<PersonKey> => {
  if (isVisitor(person)) return noneNamed;
  const named = new Set<PersonKey>();
  for (const { event } of arrivals) {
    const { anonymousId, customerId } = event.detail;
    if (anonymousId !== undefined && customerId !== undefined) named.add(visitorKey(anonymousId));
  }
  return named;
};

const loadVisitors = async (
  store: CustomerStore,
  named: ReadonlySet<PersonKey>,
): Promise<ReadonlyMap<PersonKey, LoadedPerson>> => {
  const loaded = await Promise.all([...named].map((visitor) => store.load(visitor, [])));
  return new Map(loaded.map((visitor) => [visitor.person, visitor]));
};

/** Finishes what an earlier worker left undone, and writes what was decided. */
const carryOut = async (store: CustomerStore, own: LoadedPerson, step: Step): Promise<SaveResult> => {
  if (step.again) await store.recordAgain(own, step.again);
  const { write: what } = step;
  if (what === undefined) return step.outcomes.length > 0 ? 'saved' : 'conflict';
  return what.kind === 'update' ? store.save(what.update) : store.erase(what.erasure);
};

/** Keeps refused entries and releases those that no longer are; after the write, since a refused write is decided again. */
const settleQuarantine = async (
  store: CustomerStore,
  arrivals: readonly Arrival[],
  outcomes: readonly Outcome[],
): Promise<void> => {
  for (const [index, outcome] of outcomes.entries()) {
    const arrival = arrivals[index];
    if (arrival === undefined) continue;
    if (outcome.kind === 'quarantined') await store.quarantine(quarantineEntry(arrival, outcome.refusal));
    else if (arrival.redriven) await store.release(quarantineKeyOf(arrival));
  }
};
