import type { Refusal } from '#events/accept-entry.ts';
import {
  ledgerId,
  type AppliedRow,
  type CustomerStore,
  type LedgerKey,
  type LedgerRow,
  type LoadedPerson,
} from '#lib/ports/store/customer-store.ts';
import { askedOf, countsOnArrival, ledgerKeyOf, newestBeside, tellsAnew, type Arrival } from './arrival.ts';
import { decideAlone } from './decide-alone.ts';
import { linkStatus, visitorNamedBy } from './link-status.ts';
import { quarantined } from './outcome.ts';
import { longPastRefusal } from './refusals.ts';
import { stateOf, type Deciding, type Reading, type Step } from './step.ts';

/** The store, and what decides. */
interface CorrectDeps extends Deciding {
  readonly store: Pick<CustomerStore, 'load' | 'ledger' | 'recordAgain'>;
}

/** The arrival to decide, and the events at hand that were applied before. */
interface Correctable {
  readonly arrival: Arrival;
  readonly duplicates: readonly AppliedRow[];
}

/** The people whose events are folded by a correction: the person, and the visitor whom the arrival links. */
export const concerned = (reading: Reading, arrival: Arrival): readonly LoadedPerson[] =>
  countsOnArrival(reading.own, arrival) && linkStatus(reading, arrival) === 'link'
    ? [reading.own, visitorNamedBy(arrival, reading)]
    : [reading.own];

/** Whether an event is there that counts: one without what it said does not. */
const isCounted = ({ known, stripped }: LoadedPerson, key: LedgerKey): boolean =>
  known.has(ledgerId(key)) && !stripped.has(ledgerId(key));

/** Whether an arrival names an event that counts until now. */
const replacesCounted = ({ own }: Reading, arrival: Arrival): boolean => {
  const { person, replaces } = askedOf(arrival);
  return replaces !== undefined && isCounted(own, { person, eventId: replaces });
};

/** Whether the telling of a fact that was the newest counts until now. */
const outdatesCounted = async ({ store }: CorrectDeps, { own }: Reading, arrival: Arrival): Promise<boolean> => {
  const newest = newestBeside(own, arrival);
  if (newest === undefined || !tellsAnew(own, arrival)) return false;
  const key = { person: ledgerKeyOf(arrival).person, eventId: newest.eventId };
  return isCounted(await store.load(own.person, [key]), key);
};

const readAll = async ({ store }: CorrectDeps, people: readonly LoadedPerson[]): Promise<readonly LedgerRow[]> => {
  const ledgers = await Promise.all(people.map(({ person }) => Array.fromAsync(store.ledger(person))));
  return ledgers.flat();
};

const appliedTo = (people: readonly LoadedPerson[]): number =>
  people.reduce((sum, loaded) => sum + (stateOf(loaded)?.applied ?? 0), 0);

/** The rows to fold again: none where no event stops counting, and a refusal where there are too many. */
const rowsToFold = async (
  deps: CorrectDeps,
  reading: Reading,
  arrival: Arrival,
): Promise<readonly LedgerRow[] | Refusal> => {
  if (!replacesCounted(reading, arrival) && !tellsAnew(reading.own, arrival)) return [];
  const people = concerned(reading, arrival);
  const refusal = longPastRefusal(arrival, appliedTo(people));
  if (refusal === undefined) return readAll(deps, people);
  const stopsAny = replacesCounted(reading, arrival) || (await outdatesCounted(deps, reading, arrival));
  return stopsAny ? refusal : [];
};

/**
 * Decides an arrival by which others may stop counting. Events that were applied before and have no row yet are recorded first.
 *
 * @returns a step without an outcome where the person must be loaded again first.
 */
export const correctCustomer = async (
  deps: CorrectDeps,
  reading: Reading,
  { arrival, duplicates }: Correctable,
): Promise<Step> => {
  const owing = concerned(reading, arrival).filter(({ unrecorded }) => unrecorded.length > 0);
  for (const loaded of owing) await deps.store.recordAgain(loaded, loaded === reading.own ? duplicates : []);
  if (owing.length > 0) return { outcomes: [] };
  const rows = await rowsToFold(deps, reading, arrival);
  return 'reason' in rows ? { outcomes: [quarantined(rows)] } : decideAlone(deps, reading, { arrival, rows });
};
