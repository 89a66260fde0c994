import { fingerprintOfBody } from '#events/event-texts.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import type {
  AppliedRow,
  ChangeRow,
  CustomerStore,
  CustomerUpdate,
  ErasureRow,
  LedgerEvent,
  LedgerKey,
  LoadedPerson,
  QuarantineEntry,
  SaveResult,
  StrippedEvent,
  VisitorLink,
} from '#lib/ports/store/customer-store.ts';

export const ada: PersonKey = 'C#ada';
export const visitor: PersonKey = 'A#browser-7';
export const noon = Date.parse('2026-11-02T12:00:00.000Z');
export const hour = 3_600_000;

/** A state with whatever else a profile may hold. */
export const stateWith = (parts: Partial<CustomerState>, more: object = {}): CustomerState => ({
  ...emptyState,
  clock: noon,
  ...parts,
  ...more,
});

const bodyOf = (eventId: string): string =>
  JSON.stringify({ 'detail-type': 'VisitMade', source: 'shop.web', detail: { eventId, path: '/shoes' } });

/** The fingerprint of an event of this id. */
export const printOf = (eventId: string): string => fingerprintOfBody(bodyOf(eventId));

export const eventOf = (eventId: string, parts: Partial<LedgerEvent> = {}): LedgerEvent => ({
  person: ada,
  eventId,
  fingerprint: fingerprintOfBody(parts.body ?? bodyOf(eventId)),
  arrivedAt: noon,
  body: bodyOf(eventId),
  ...parts,
});

/** The same event once it is replaced. */
export const strippedOf = (eventId: string, parts: Partial<StrippedEvent> = {}): StrippedEvent => ({
  person: ada,
  eventId,
  fingerprint: printOf(eventId),
  arrivedAt: noon,
  type: 'VisitMade',
  ...parts,
});

/** One instant at which a person enters `count` segments, from `sequence` on. */
export const changesOf = (person: PersonKey, sequence: number, count = 1): ChangeRow => ({
  kind: 'changes',
  person,
  decidedAt: '2026-11-02T12:00:01.000Z',
  effectiveAt: new Date(noon + sequence).toISOString(),
  origin: 'live',
  cause: { eventId: 'e-1' },
  segments: ['regulars', 'newsletter'],
  consent: { marketing: true },
  nextReviewAt: null,
  changes: Array.from({ length: count }, (_, index) => ({
    sequence: sequence + index,
    status: 'entered',
    segment: { key: `segment-${sequence + index}`, name: 'Regulars', definitionHash: '9f2c41d0' },
    because: [{ path: '', condition: 'PurchaseMade, times >= 3', observed: 3, holds: true }],
    enteredAt: '2026-11-02T12:00:00.000Z',
    traits: { 'orders.count': 3 },
  })),
});

/** One instant at which a person enters `count` segments quietly. */
export const quietOf = (person: PersonKey, place: number, count = 1): ChangeRow => {
  const { changes, ...instant } = changesOf(person, place, count);
  return {
    ...instant,
    origin: 'backfill',
    changes: [],
    quiet: changes.map(({ sequence: _sequence, traits: _traits, ...quiet }) => quiet),
  };
};

export const announcementOf = (person: PersonKey): ErasureRow => ({
  kind: 'erasure',
  person,
  erasedAt: '2026-11-02T13:00:00.000Z',
  receiptId: 'receipt-1',
});

export const refusedOf = (id: string, parts: Partial<QuarantineEntry> = {}): QuarantineEntry => ({
  id,
  person: ada,
  reason: 'invalid',
  field: 'detail.total',
  rule: 'must be an integer of at least 0',
  message: 'Cannot accept PurchaseMade as an event: detail.total is -1',
  entry: '{"detail":{"total":-1}}',
  arrivedAt: noon,
  ...parts,
});

/** A state decided by a catalogue, in the deployment of that number. */
export const decidedBy = (catalogue: string, deployment = 1) => ({ state: stateWith({ catalogue, deployment }) });

interface Touch {
  readonly events?: readonly AppliedRow[];
  readonly rows?: NonNullable<CustomerUpdate['rows']>;
  readonly changes?: readonly ChangeRow[];
  readonly state?: CustomerState;
  readonly nextChangeAt?: NonNullable<CustomerUpdate['nextChangeAt']>;
  readonly link?: VisitorLink;
}

/** What a use case would hand over for a person as loaded. */
export const updateOf = (
  loaded: LoadedPerson,
  { events = [], changes = [], state, ...more }: Touch,
): CustomerUpdate => {
  const sequence = changes.at(-1)?.changes.at(-1)?.sequence ?? 0;
  const next = state ?? stateWith({ sequence });
  return { loaded, state: next, events, changes, ...more };
};

/** Loads, asks for the events at hand, and saves. */
export const touch = async (store: CustomerStore, person: PersonKey, what: Touch): Promise<SaveResult> => {
  const loaded = await store.load(person, what.events ?? []);
  return store.save(updateOf(loaded, what));
};

/** Links a visitor, whose exits are `exits`, to a customer by the event `link-1`. */
export const linkVisitor = async (
  store: CustomerStore,
  [customer, linked]: readonly [PersonKey, PersonKey],
  exits: readonly ChangeRow[] = [],
): Promise<SaveResult> => {
  const event = eventOf(`link-${linked}`, { person: customer });
  const link = { visitor: await store.load(linked, []), changes: exits };
  return touch(store, customer, { events: [event], link });
};

/** Saves Ada with this next review, and nothing else. */
export const reviewAt = (store: CustomerStore, nextReviewAt: number | null): Promise<SaveResult> =>
  touch(store, ada, { state: stateWith({ nextReviewAt }) });

export const erase = async (
  store: CustomerStore,
  person: PersonKey,
  exits: readonly ChangeRow[] = [],
): Promise<SaveResult> => {
  const loaded = await store.load(person, []);
  const sequence = exits.at(-1)?.changes.at(-1)?.sequence ?? 0;
  return store.erase({ loaded, sequence, changes: exits, announcement: announcementOf(person) });
};

export const knownIds = async (store: CustomerStore, person: PersonKey, keys: readonly LedgerKey[]) =>
  [...(await store.load(person, keys)).known.keys()].toSorted();

export const gather = async <One>(all: AsyncIterable<One>): Promise<readonly One[]> => {
  const gathered: One[] = [];
  for await (const one of all) gathered.push(one);
  return gathered;
};
