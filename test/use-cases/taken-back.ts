import { backfill } from '#lib/core/engine/backfill.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { acceptEntry } from '#events/accept-entry.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { CustomerStore, LedgerEvent, StrippedEvent } from '#lib/ports/store/customer-store.ts';
import { changeRows, type Stamping } from '#lib/use-cases/update/change-rows.ts';
import { pastEvents } from '#lib/use-cases/history/past-events.ts';

interface Deps extends Stamping {
  readonly store: CustomerStore;
  readonly catalogue: Catalogue;
}

const stripped = ({ body, ...row }: LedgerEvent): StrippedEvent => {
  const accepted = acceptEntry(JSON.parse(body));
  if (!accepted.ok) throw new TypeError(`Cannot strip ${row.eventId} as an event: ${accepted.refusal.message}`);
  const { type, detail } = accepted.event;
  const { anonymousId, customerId } = detail;
  return { ...row, type, ...(anonymousId !== undefined && customerId !== undefined && { anonymousId }) };
};

const withdrawal = { origin: 'live', cause: { eventId: 'withdrawal-1' } } as const;

const rowsOf = (person: PersonKey, changes: readonly InstantChanges[], deps: Deps) =>
  changeRows(
    person,
    changes.map((instant) => ({ ...instant, ...withdrawal })),
    deps,
  );

/** Strips events of a person's ledger, and decides the person by the others. */
export const takeBack = async (deps: Deps, person: PersonKey, eventIds: readonly string[]) => {
  const { store, catalogue } = deps;
  const rows = (await Array.fromAsync(store.ledger(person)))
    .filter((row) => row.body !== undefined)
    .filter(({ eventId }) => eventIds.includes(eventId))
    .map(stripped);
  const before = await store.load(person, []);
  if (before.record?.kind !== 'profile') throw new TypeError(`Cannot take back from ${person}: there is no profile`);
  await store.save({ loaded: before, state: before.record.state, events: [], changes: [], rows });
  const { state, changes } = backfill(catalogue, before.record.state, {
    events: await pastEvents(store, person),
    at: before.record.state.clock,
  });
  await store.save({
    loaded: await store.load(person, []),
    state,
    events: [],
    changes: rowsOf(person, changes, deps),
  });
};

/** Keeps a place in a person's ledger for an event that has not come. */
export const nameAhead = async (
  { store }: Pick<Deps, 'store'>,
  person: PersonKey,
  { eventId, namedBy }: { readonly eventId: string; readonly namedBy: readonly string[] },
) => {
  const loaded = await store.load(person, []);
  if (loaded.record?.kind !== 'profile') throw new TypeError(`Cannot name ahead for ${person}: there is no profile`);
  const rows = [{ person, eventId, namedBy }];
  await store.save({ loaded, state: loaded.record.state, events: [], changes: [], rows });
};
