import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { paged } from './paged.ts';
import { firstRow, rows } from './rows.ts';

/** A line of events as it was taken. */
interface LoggedLine {
  /** The person that the entry's ids name, before links; undefined where they name none. */
  readonly person: PersonKey | undefined;
  /** Whether its event was applied, and so is neither a duplicate nor refused. */
  readonly isApplied: boolean;
  readonly text: string;
}

/** A line with its place in the order of arrival. */
export interface PlacedLine extends LoggedLine {
  readonly position: number;
}

/** How far a shop on this machine has come. */
export interface Standing {
  /** Where its time stands. */
  readonly now: Instant;
  /** How many lines it has taken, those included that it has forgotten since. */
  readonly lines: number;
  /** How many receipts of erasures it has given. */
  readonly receipts: number;
}

/** Made when a shop begins, since no other store needs them. */
const tables = `
  CREATE TABLE IF NOT EXISTS arrival (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT,
    applied INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS arrival_person ON arrival (person) WHERE person IS NOT NULL;
  CREATE TABLE IF NOT EXISTS standing (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    now INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    receipts INTEGER NOT NULL
  ) STRICT;
`;

const pageSize = 500;

interface LineRow {
  readonly position: number;
  readonly applied: number;
  readonly text: string;
}

/** The statements over the tables of a shop, which are made where there are none. */
const shopRows = (database: DatabaseSync) => {
  database.exec(tables);
  const insert = database.prepare('INSERT INTO arrival (person, applied, text) VALUES (?, ?, ?)');
  const replace = database.prepare('UPDATE arrival SET text = ? WHERE position = ?');
  const remove = database.prepare('DELETE FROM arrival WHERE position = ?');
  const setStanding = database.prepare('INSERT OR REPLACE INTO standing VALUES (1, ?, ?, ?)');
  const standing = firstRow<{ [Name in keyof Standing]: number }>(
    database.prepare('SELECT now, lines, receipts FROM standing'),
  );
  const page = rows<LineRow>(
    database.prepare(
      `SELECT position, applied, text FROM arrival WHERE position > ? ORDER BY position LIMIT ${pageSize}`,
    ),
  );
  const ofPerson = rows<LineRow>(
    database.prepare('SELECT position, applied, text FROM arrival WHERE person = ? ORDER BY position'),
  );
  return { insert, replace, remove, setStanding, standing, page, ofPerson };
};

/** The events of a shop on this machine as lines, in the order in which they came, and where its time stands. */
export interface ArrivalLog {
  /** Adds a line behind all others. */
  add(line: LoggedLine): void;
  /** Takes the place of a line's text. */
  replace(position: number, text: string): void;
  remove(position: number): void;
  /** Every line, in the order of arrival. The reader may write in between. */
  lines(): Iterable<string>;
  /** The lines that name a person first, in the order of arrival. */
  linesOf(person: PersonKey): readonly PlacedLine[];
  /** Undefined before the first `stand`. */
  standing(): Standing | undefined;
  stand(standing: Standing): void;
}

/** The log that a database keeps for a shop. Nothing is made of it until it is used. */
export const arrivalLog = (database: DatabaseSync): ArrivalLog => {
  let prepared: ReturnType<typeof shopRows> | undefined;
  const table = () => (prepared ??= shopRows(database));
  return {
    add: ({ person, isApplied, text }) => {
      table().insert.run(person ?? null, Number(isApplied), text);
    },
    replace: (position, text) => {
      table().replace.run(text, position);
    },
    remove: (position) => {
      table().remove.run(position);
    },
    *lines() {
      const { page } = table();
      for (const { text } of paged<LineRow>(pageSize, (last) => page(last?.position ?? 0))) yield text;
    },
    linesOf: (person) =>
      table()
        .ofPerson(person)
        .map(({ position, applied, text }) => ({ position, person, isApplied: applied === 1, text })),
    standing: () => table().standing(),
    stand: ({ now, lines, receipts }) => {
      table().setStanding.run(now, lines, receipts);
    },
  };
};
