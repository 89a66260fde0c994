import { isDeepStrictEqual } from 'node:util';
import { advance } from '#lib/core/engine/advance.ts';
import { backfill } from '#lib/core/engine/backfill.ts';
import { Counting } from '#lib/core/profile/counting.ts';
import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow, CustomerStore, LoadedPerson } from '#lib/ports/store/customer-store.ts';
import { countedIn } from '../history/past-events.ts';
import { readPast, pastStates, type PersonPast } from '../history/past-states.ts';
import type { Snapshot } from './explain-segment.ts';

interface PastDeps {
  readonly store: Pick<CustomerStore, 'ledger' | 'history' | 'visitors'>;
  readonly catalogue: Catalogue;
}

/** The person in question, and the instant. */
export interface Asked {
  readonly person: PersonKey;
  readonly at?: Instant | undefined;
}

/** Whether all events together make the stored profile. */
const isWhole = (catalogue: Catalogue, stored: CustomerState, { events }: PersonPast): boolean => {
  const { state } = backfill(catalogue, stored, { events, at: stored.clock });
  return isDeepStrictEqual(viewProfile(state, catalogue, state.clock), viewProfile(stored, catalogue, state.clock));
};

const catalogueNote = (history: readonly ChangeRow[], at: Instant): readonly string[] => {
  const later = history.filter(({ origin, effectiveAt }) => origin === 'backfill' && parseInstant(effectiveAt) > at);
  const [first] = later.map(({ effectiveAt }) => effectiveAt).sort();
  return first === undefined
    ? []
    : [
        `The catalogue changed later, at ${first}; conditions are shown as they are in this catalogue, not in the earlier one.`,
      ];
};

const gapNote = 'The ledger lacks events that the profile has counted, so the past is shown without them.';

/** How many events counted at an instant and do not any more. */
const replacedSince = async ({ store }: PastDeps, { person }: PersonPast, at: Instant): Promise<number> => {
  const now = countedIn(await Array.fromAsync(store.ledger(person)));
  const arrived = now.kept.filter(({ row }) => row.arrivedAt <= at);
  const then = new Counting();
  for (const event of arrived) then.add(event);
  return arrived.filter((event) => then.counts(event) && !now.counting.counts(event)).length;
};

const replacedNote = async (deps: PastDeps, past: PersonPast, at: Instant): Promise<readonly string[]> => {
  if (past.events.every(({ event, arrivedAt }) => event !== undefined || arrivedAt > at)) return [];
  const count = await replacedSince(deps, past, at);
  if (count === 0) return [];
  const were = count === 1 ? '1 event that had arrived was' : `${count} events that had arrived were`;
  return [`${were} replaced or taken back since, and the past is shown without what was said there.`];
};

/** The note for a visitor who is a customer today but was not one yet. */
const linkNote = (asked: PersonKey, then: PersonKey, loaded: LoadedPerson): readonly string[] =>
  asked === then && asked !== loaded.person
    ? [`The visitor is ${customerWords(loaded.person)} today, but was not known to be at that time.`]
    : [];

const customerWords = (customer: PersonKey): string => `customer ${Object.values(idFieldOf(customer)).join('')}`;

/**
 * A person as they were at an instant, from the ledger and the history of changes; undefined where no event of theirs
 * had arrived.
 *
 * @param loaded - the person of today: the customer, if a visitor is asked for who has been linked since.
 */
export const pastSnapshot = async (
  deps: PastDeps,
  loaded: LoadedPerson,
  { person: asked, at }: Required<Asked> & { readonly at: Instant },
): Promise<Snapshot | undefined> => {
  const { record } = loaded;
  const past = await readPast(deps.store, loaded.person);
  const then = pastStates(deps.catalogue, past, at);
  const person = then.states.has(asked) ? asked : loaded.person;
  const before = then.states.get(person);
  if (before === undefined || record?.kind !== 'profile') return undefined;
  // Changes that are due at the instant itself have happened by then.
  const { state } = advance(deps.catalogue, before, at + 1);
  const history = await Array.fromAsync(deps.store.history(loaded.person));
  const isComplete = loaded.unrecorded.length === 0 && isWhole(deps.catalogue, record.state, past);
  return {
    person,
    view: { state, at },
    memberships: state.memberships,
    history,
    isPast: true,
    notes: [
      ...linkNote(asked, person, loaded),
      ...catalogueNote(history, at),
      ...(await replacedNote(deps, past, at)),
      ...(isComplete ? [] : [gapNote]),
    ],
  };
};
