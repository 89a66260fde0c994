import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { ledgerId, type LedgerKey, type LoadedPerson, type PersonRecord } from '../customer-store.ts';
import type { VersionedRecord } from './persons.ts';
import type { Tables } from './tables.ts';

/** A person as loaded, with the number of times that it had been written. */
class LoadedRow implements LoadedPerson {
  readonly person: PersonKey;
  readonly record: PersonRecord | undefined;
  readonly version: number;
  readonly known: ReadonlyMap<string, string>;
  readonly unrecorded: readonly LedgerKey[] = [];
  readonly dueAt: Instant | undefined;

  constructor(person: PersonKey, { version, record, dueAt }: VersionedRecord, known: ReadonlyMap<string, string>) {
    this.person = person;
    this.record = record;
    this.version = version;
    this.known = known;
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

const noneKnown: ReadonlyMap<string, string> = new Map();

const knownAmong = ({ events }: Tables, asked: readonly LedgerKey[]): ReadonlyMap<string, string> => {
  const known = new Map<string, string>();
  for (const key of asked) {
    const fingerprint = events.fingerprint(key);
    if (fingerprint !== undefined) known.set(ledgerId(key), fingerprint);
  }
  return known.size === 0 ? noneKnown : known;
};

/** Reads a person, and the fingerprints of the asked events that were applied. */
export const loadPerson = (tables: Tables, person: PersonKey, asked: readonly LedgerKey[]): LoadedPerson =>
  new LoadedRow(person, tables.persons.read(person), knownAmong(tables, asked));
