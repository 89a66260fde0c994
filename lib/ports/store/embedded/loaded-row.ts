import type { PersonKey } from '#lib/core/profile/person.ts';
import type { LedgerKey, LoadedPerson, PersonRecord } from '../customer-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { VersionedRecord } from './persons.ts';

/** A person as loaded, with how often it had been written. */
export class LoadedRow implements LoadedPerson {
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

/** @throws {TypeError} for a person that another store loaded. */
export const versionOf = (loaded: LoadedPerson): number => {
  if (loaded instanceof LoadedRow) return loaded.version;
  throw new TypeError('Cannot save a person as loaded: current value did not come from this store');
};
