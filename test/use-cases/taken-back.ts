import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { LedgerKey } from '#lib/ports/store/customer-store.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { messageOf } from './given.ts';

/** Withdraws an event, in the name of the own id of that event, at the clock of a person. */
const withdraw = async (
  deps: UpdateDeps,
  { person, eventId: replaces }: LedgerKey,
  { eventId, clockOf }: { readonly eventId: string; readonly clockOf: PersonKey },
) => {
  const { record } = await deps.store.load(clockOf, []);
  if (record?.kind !== 'profile') throw new TypeError(`Cannot take back from ${clockOf}: there is no profile`);
  const { clock } = record.state;
  const detail = { eventId, ...idFieldOf(person), occurredAt: formatInstant(clock), replaces };
  const { results } = await receiveEvents(deps, [
    messageOf({ source: 'shop.support', 'detail-type': 'EventWithdrawn', detail }, clock),
  ]);
  if (results.some((result) => result.kind !== 'taken' || result.outcome?.kind === 'quarantined'))
    throw new TypeError(`Cannot take back ${replaces}: ${JSON.stringify(results)}`);
};

/** Withdraws events of a person's ledger, each by one called `back-ID`. */
export const takeBack = async (deps: UpdateDeps, person: PersonKey, eventIds: readonly string[]): Promise<void> => {
  const rows = await Array.fromAsync(deps.store.ledger(person));
  for (const row of rows.filter(({ eventId }) => eventIds.includes(eventId))) {
    await withdraw(deps, row, { eventId: `back-${row.eventId}`, clockOf: person });
  }
};

/** Withdraws an event of a person that has not come, by each of some events. */
export const nameAhead = async (
  deps: UpdateDeps,
  person: PersonKey,
  { eventId, namedBy }: { readonly eventId: string; readonly namedBy: readonly string[] },
): Promise<void> => {
  for (const namer of namedBy) await withdraw(deps, { person, eventId }, { eventId: namer, clockOf: person });
};
