import type { Teller } from '#lib/core/profile/newest-tellings.ts';
import type { Fact } from '#lib/core/profile/telling.ts';
import {
  isApplied,
  ledgerId,
  type AskedEvent,
  type KnownEvent,
  type LedgerKey,
  type LedgerRow,
  type LoadedPerson,
} from './customer-store.ts';

/** The rows that an answer about events needs: their own, and those of the events that they replace. */
export const rowsAsked = (events: readonly AskedEvent[]): readonly LedgerKey[] =>
  events.some(({ replaces }) => replaces !== undefined)
    ? events.flatMap(({ person, eventId, replaces }) => [
        { person, eventId },
        ...(replaces === undefined ? [] : [{ person, eventId: replaces }]),
      ])
    : events;

/** The facts that events tell. */
export const factsTold = (events: readonly Teller[]): readonly Fact[] =>
  events.flatMap(({ person, revision }) => (revision ? [{ person, of: revision.of }] : []));

/** What is said of an event in a `LoadedPerson`, by `ledgerId`. */
export type Standing = Pick<LoadedPerson, 'known' | 'named' | 'stripped'>;

/** The standing of events of which the ledger has nothing. */
export const noStanding: Standing = { known: new Map(), named: new Map(), stripped: new Set() };

/** The standing of the events that these rows are about. */
export const standingIn = (rows: readonly LedgerRow[]): Standing => {
  if (rows.length === 0) return noStanding;
  const known = new Map<string, KnownEvent>();
  const named = new Map<string, readonly string[]>();
  const stripped = new Set<string>();
  for (const row of rows) {
    if (isApplied(row)) known.set(ledgerId(row), row);
    if (row.body !== undefined) continue;
    if (isApplied(row)) stripped.add(ledgerId(row));
    if (row.namedBy !== undefined) named.set(ledgerId(row), row.namedBy);
  }
  return { known, named, stripped };
};
