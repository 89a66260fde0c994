import type { PersonKey } from '../../person.ts';
import type { LedgerKey, LoadedPerson, PersonRecord } from '../customer-store.ts';
import type { VersionedRecord } from './person-rows.ts';

/** A person as loaded, with how often it had been written. */
export class LoadedRow implements LoadedPerson {
  readonly person: PersonKey;
  readonly record: PersonRecord | undefined;
  readonly version: number;
  readonly known: ReadonlyMap<string, string>;
  readonly unrecorded: readonly LedgerKey[] = [];

  constructor(person: PersonKey, { version, record }: VersionedRecord, known: ReadonlyMap<string, string>) {
    this.person = person;
    this.record = record;
    this.version = version;
    this.known = known;
  }
}

/** @throws {TypeError} for a person that another store loaded. */
export const versionOf = (loaded: LoadedPerson): number => {
  if (loaded instanceof LoadedRow) return loaded.version;
  throw new TypeError('Cannot save a person as loaded: current value did not come from this store');
};
