import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { ledgerId, type LedgerKey, type LoadedPerson, type PersonRecord } from '../customer-store.ts';
import type { VersionedRecord } from './persons.ts';
import type { Tables } from './tables.ts';

/** What the ledger has of the asked events. */
type Answered = Pick<LoadedPerson, 'known' | 'named'>;

/** A person as loaded, with the number of times that it had been written. */
class LoadedRow implements LoadedPerson {
  readonly person: PersonKey;
  readonly record: PersonRecord | undefined;
  readonly version: number;
  readonly known: ReadonlyMap<string, string>;
  readonly named: LoadedPerson['named'];
  readonly stripped: LoadedPerson['stripped'] = new Set();
  readonly newest: LoadedPerson['newest'] = new Map();
  readonly unrecorded: readonly LedgerKey[] = [];
  readonly dueAt: Instant | undefined;

  constructor(person: PersonKey, { version, record, dueAt }: VersionedRecord, { known, named }: Answered) {
    this.person = person;
    this.record = record;
    this.version = version;
    this.known = known;
    this.named = named;
    this.dueAt = dueAt;
  }
}

/**
 * The version of a loaded person.
 *
 * @throws {TypeError} for a person that another store loaded.
 */
export const versionOf = (loaded: LoadedPerson): number => {
  if (loaded instanceof LoadedRow) return loaded.version;
  throw new TypeError('Cannot save a person as loaded: current value did not come from this store');
};

const nothingKnown: Answered = { known: new Map(), named: new Map() };

const knownAmong = ({ events }: Tables, asked: readonly LedgerKey[]): Answered => {
  const rows = asked.flatMap((key) => events.one(key) ?? []);
  if (rows.length === 0) return nothingKnown;
  const known = new Map<string, string>();
  const named = new Map<string, readonly string[]>();
  for (const row of rows) {
    if (row.fingerprint !== undefined) known.set(ledgerId(row), row.fingerprint);
    if (row.body === undefined && row.namedBy !== undefined) named.set(ledgerId(row), row.namedBy);
  }
  return { known, named };
};

/** Reads a person, and what the ledger has of the asked events. */
export const loadPerson = (tables: Tables, person: PersonKey, asked: readonly LedgerKey[]): LoadedPerson =>
  new LoadedRow(person, tables.persons.read(person), knownAmong(tables, asked));
