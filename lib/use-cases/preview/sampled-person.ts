import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { CustomerStore, LedgerEvent } from '#lib/ports/store/customer-store.ts';

/** The most events of one person that are kept. */
const mostEvents = 1000;

/** Somebody by whom a condition is tried. Plain JSON. */
export interface SampledPerson {
  readonly person: PersonKey;
  readonly state: CustomerState;
  /** In order of arrival: the latest, where there are more than are kept. */
  readonly events: readonly Pick<LedgerEvent, 'person' | 'eventId' | 'body' | 'arrivedAt'>[];
  /** Whether these are all. */
  readonly isComplete: boolean;
}

/** The parts of a store by which somebody is read. */
type Reading = Pick<CustomerStore, 'ledger' | 'load'>;

const eventsOf = async (store: Reading, person: PersonKey): Promise<SampledPerson['events']> => {
  const events: SampledPerson['events'][number][] = [];
  for await (const row of store.ledger(person)) {
    if (row.body === undefined) continue;
    const { eventId, body, arrivedAt } = row;
    events.push({ person: row.person, eventId, body, arrivedAt });
  }
  return events.sort((one, other) => one.arrivedAt - other.arrivedAt || (one.eventId < other.eventId ? -1 : 1));
};

/** Reads somebody of a sample as they are now; undefined for who was erased or linked since. */
export const readSampled =
  (store: Reading) =>
  async (person: PersonKey): Promise<SampledPerson | undefined> => {
    const { record } = await store.load(person, []);
    if (record?.kind !== 'profile') return undefined;
    const events = await eventsOf(store, person);
    const isComplete = events.length <= mostEvents;
    return { person, state: record.state, events: events.slice(-mostEvents), isComplete };
  };
