import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ChangeRow, ChangesAfter, LedgerRow, QuarantineEntry } from '../customer-store.ts';
import type { Tables } from './tables.ts';

/** A person and the visitors linked to them. */
const withVisitors = ({ persons }: Tables, person: PersonKey): readonly PersonKey[] => [
  person,
  ...persons.visitorsOf(person).map((visitor) => visitor.person),
];

/** The ledger of a person and of the visitors linked to them. */
export async function* ledgerOf(tables: Tables, person: PersonKey): AsyncIterable<LedgerRow> {
  for (const each of withVisitors(tables, person)) yield* tables.events.of(each);
}

/** The changes of a person and of linked visitors; none for an erased person, whose rows only wait to be published. */
export async function* historyOf(tables: Tables, person: PersonKey): AsyncIterable<ChangeRow> {
  if (tables.persons.read(person).record?.kind === 'erased') return;
  for (const each of withVisitors(tables, person)) yield* tables.history.of(each);
}

/** A person's own published changes behind a sequence; none for an erased person, whose rows only wait to be published. */
export function* changesAfter(tables: Tables, person: PersonKey, asked: ChangesAfter): Iterable<ChangeRow> {
  if (tables.persons.read(person).record?.kind !== 'erased') yield* tables.history.after(person, asked);
}

/** The refused entries of a person and of the visitors linked to them. */
export async function* quarantinedOf(tables: Tables, person: PersonKey): AsyncIterable<QuarantineEntry> {
  for (const each of withVisitors(tables, person)) yield* tables.refused.of(each);
}
