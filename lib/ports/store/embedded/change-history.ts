import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { sortedPosition } from '#lib/core/measures/sorted-position.ts';
import type { ChangeRow, ChangesAfter } from '../customer-store.ts';
import { outboxRowIn } from './outbox-json.ts';
import type { Indexes } from './indexes.ts';
import { paged } from './paged.ts';
import { firstRow, rows } from './rows.ts';
import type { WaitingRow } from './waiting-rows.ts';

const pageSize = 500;

/** A person's changes that have a sequence: quiet ones have none. */
const numbered = "person = ? AND json_array_length(body, '$.changes') > 0";

/** Finds where changes stand in the log by their sequence, which rises with it, without reading those before. */
const positions = (database: DatabaseSync) => {
  const bounds = firstRow<{ readonly first: number | null; readonly last: number | null }>(
    database.prepare('SELECT min(position) AS first, max(position) AS last FROM change WHERE person = ?'),
  );
  const from = firstRow<{ readonly sequence: number }>(
    database.prepare(
      `SELECT json_extract(body, '$.changes[#-1].sequence') AS sequence FROM change
       WHERE ${numbered} AND position >= ? ORDER BY position LIMIT 1`,
    ),
  );

  /** The position before which no row of a person has a change behind a sequence. */
  return (person: PersonKey, after: number): number => {
    const { first, last } = bounds(person) ?? {};
    if (typeof first !== 'number' || typeof last !== 'number') return 0;
    const liesBefore = (place: number): boolean => (from(person, first + place)?.sequence ?? Infinity) <= after;
    return first + sortedPosition(last - first + 1, liesBefore);
  };
};

/** The rows of the outbox as the history of one person, published or not. */
export const changeHistory = (database: DatabaseSync, { need }: Indexes) => {
  const page = rows<WaitingRow>(
    database.prepare(
      `SELECT position, body FROM change WHERE person = ? AND position > ? ORDER BY position LIMIT ${pageSize}`,
    ),
  );

  const positionAfter = positions(database);
  const numberedPage = rows<WaitingRow>(
    database.prepare(`SELECT position, body FROM change WHERE ${numbered} AND position >= ? ORDER BY position LIMIT ?`),
  );

  return {
    /** A person's published changes behind a sequence, in its order. */
    *after(person: PersonKey, { after, atOnce }: ChangesAfter): Iterable<ChangeRow> {
      need('change_person');
      const begin = positionAfter(person, after);
      const following = (last: WaitingRow | undefined) =>
        numberedPage(person, last === undefined ? begin : last.position + 1, atOnce);
      for (const { body } of paged<WaitingRow>(atOnce, following)) {
        const row = outboxRowIn(body);
        if (row.kind === 'changes') yield row;
      }
    },
    /** A person's changes in the order of their commits. The reader may write in between. */
    *of(person: PersonKey): Iterable<ChangeRow> {
      need('change_person');
      for (const { body } of paged<WaitingRow>(pageSize, (last) => page(person, last?.position ?? 0))) {
        const row = outboxRowIn(body);
        if (row.kind === 'changes') yield row;
      }
    },
  };
};
