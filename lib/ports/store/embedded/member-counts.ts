import type { DatabaseSync } from 'node:sqlite';
import { countsOf, hourOf, type SegmentCount } from '#lib/core/members/change-counts.ts';
import type { MemberCounts } from '../../members/member-counts.ts';
import type { ChangeRow } from '../customer-store.ts';
import { writesSeen } from './open-database.ts';
import { outboxRowIn } from './outbox-json.ts';
import { segmentPeople } from './segment-people.ts';
import type { Tables } from './tables.ts';

/** What waits to be published of the erased is still there, and not counted: nothing of theirs is kept. */
const log = `
  SELECT body FROM change
  WHERE NOT EXISTS (SELECT 1 FROM person WHERE person.key = change.person AND person.kind = 'erased')
  ORDER BY position
`;

/** Reads the whole log. It is read row by row, so that it need not fit in memory. */
function* changesIn(database: DatabaseSync): Iterable<ChangeRow> {
  for (const { body } of database.prepare(log).iterate() as Iterable<{ readonly body: string }>) {
    const row = outboxRowIn(body);
    if (row.kind === 'changes') yield row;
  }
}

const bySegment = (counts: readonly SegmentCount[]): ReadonlyMap<string, readonly SegmentCount[]> =>
  Map.groupBy(
    counts.toSorted((one, other) => one.hour - other.hour),
    ({ segment }) => segment,
  );

/** An answer that is found once, and again when something was written since. */
const untilWritten = <Found>(database: DatabaseSync, find: () => Found): (() => Found) => {
  let latest: { readonly writes: number; readonly found: Found } | undefined;
  return () => {
    const writes = writesSeen(database);
    if (latest?.writes !== writes) latest = { writes, found: find() };
    return latest.found;
  };
};

/**
 * The sizes of segments, and who came and went, from the profiles and the log of changes: files of earlier versions have all of it.
 */
export const memberCounts = (database: DatabaseSync, { persons }: Pick<Tables, 'persons'>): MemberCounts => {
  const people = segmentPeople(database);
  const found = untilWritten(database, () => bySegment(countsOf(changesIn(database), 0)));
  const sizes = untilWritten(database, () => people.counts());

  return {
    counted: async (segment, from, to) => {
      persons.flush();
      const [first, last] = [hourOf(from), hourOf(to)];
      return (found().get(segment) ?? [])
        .filter(({ hour, entered, exited }) => hour >= first && hour <= last && entered + exited > 0)
        .map(({ hour, entered, exited }) => ({ hour, entered, exited }));
    },
    size: async (segment) => {
      persons.flush();
      return sizes().get(segment) ?? 0;
    },
  };
};
