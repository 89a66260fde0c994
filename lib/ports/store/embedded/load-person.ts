import type { PersonKey } from '#lib/core/profile/person.ts';
import { NewestTellings } from '#lib/core/profile/newest-tellings.ts';
import type { Fact } from '#lib/core/profile/telling.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { factsTold, rowsAsked, standingIn, type Standing } from '../asked-rows.ts';
import type { AskedEvent, LedgerKey, LoadedPerson, PersonRecord } from '../customer-store.ts';
import type { VersionedRecord } from './persons.ts';
import type { Tables } from './tables.ts';

/** What the ledger has of the asked events. */
type Answered = Standing & Pick<LoadedPerson, 'newest'>;

/** A person as loaded, with the number of times that it had been written. */
class LoadedRow implements LoadedPerson {
  readonly person: PersonKey;
  readonly record: PersonRecord | undefined;
  readonly version: number;
  readonly known: LoadedPerson['known'];
  readonly named: LoadedPerson['named'];
  readonly stripped: LoadedPerson['stripped'];
  readonly newest: LoadedPerson['newest'];
  readonly unrecorded: readonly LedgerKey[] = [];
  readonly dueAt: Instant | undefined;

  constructor(person: PersonKey, { version, record, dueAt }: VersionedRecord, answered: Answered) {
    this.person = person;
    this.record = record;
    this.version = version;
    this.known = answered.known;
    this.named = answered.named;
    this.stripped = answered.stripped;
    this.newest = answered.newest;
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

const noTellings: LoadedPerson['newest'] = new Map();

const newestOf = ({ facts }: Tables, told: readonly Fact[]): LoadedPerson['newest'] => {
  if (told.length === 0) return noTellings;
  const newest = new NewestTellings();
  for (const fact of told) newest.see(fact, facts.newest(fact));
  return newest.all;
};

const answerAbout = (tables: Tables, asked: readonly AskedEvent[]): Answered => ({
  ...standingIn(rowsAsked(asked).flatMap((key) => tables.events.one(key) ?? [])),
  newest: newestOf(tables, factsTold(asked)),
});

/** Reads a person, and what the ledger has of the asked events. */
export const loadPerson = (tables: Tables, person: PersonKey, asked: readonly AskedEvent[]): LoadedPerson =>
  new LoadedRow(person, tables.persons.read(person), answerAbout(tables, asked));
