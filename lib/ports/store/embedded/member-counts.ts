import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { countsOf, hourOf, type HourCount, type SegmentCount } from '#lib/core/members/change-counts.ts';
import type { MemberCounts } from '../../members/member-counts.ts';
import type { ChangeRow } from '../customer-store.ts';
import { writesSeen } from './open-database.ts';
import { outboxRowIn } from './outbox-json.ts';
import { rows } from './rows.ts';
import { segmentPeople } from './segment-people.ts';
import type { Tables } from './tables.ts';
import type { WaitingRow } from './waiting-rows.ts';

/** So many rows are counted before others have their turn. */
const pageSize = 2000;

const log = `SELECT position, person, body FROM change WHERE position > ? ORDER BY position LIMIT ${pageSize}`;

/** Looking each of them up in the log would take longer than reading it. */
const erasedPeople = "SELECT key FROM person WHERE kind = 'erased'";

interface LogRow extends WaitingRow {
  readonly person: string;
}

/** What waits to be published of the erased is still there, and not counted: nothing of theirs is kept. */
const changesIn = (page: readonly LogRow[], erased: ReadonlySet<string>): readonly ChangeRow[] =>
  page
    .filter(({ person }) => !erased.has(person))
    .map(({ body }) => outboxRowIn(body))
    .filter((row) => row.kind === 'changes');

type HoursBySegment = ReadonlyMap<string, readonly HourCount[]>;

/** Adds counts to those of earlier pages. */
const addTo = (counts: Map<string, Map<number, HourCount>>, more: readonly SegmentCount[]): void => {
  for (const { segment, hour, entered, exited } of more) {
    if (entered + exited === 0) continue;
    const hours = counts.get(segment) ?? new Map<number, HourCount>();
    counts.set(segment, hours);
    const before = hours.get(hour);
    hours.set(hour, {
      hour,
      entered: entered + (before?.entered ?? 0),
      exited: exited + (before?.exited ?? 0),
    });
  }
};

const inOrder = (hours: ReadonlyMap<number, HourCount>): readonly HourCount[] =>
  [...hours.values()].sort((one, other) => one.hour - other.hour);

/** Counts the whole log, page by page, so that it need not fit in memory and holds nobody up. */
const countLog = async (
  pageAfter: (position: number) => readonly LogRow[],
  erased: ReadonlySet<string>,
): Promise<HoursBySegment> => {
  const counts = new Map<string, Map<number, HourCount>>();
  let page = pageAfter(0);
  while (page.length > 0) {
    addTo(counts, countsOf(changesIn(page, erased), 0));
    await othersTurn();
    page = pageAfter(page.at(-1)?.position ?? 0);
  }
  return new Map([...counts].map(([segment, hours]) => [segment, inOrder(hours)]));
};

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
  const pageAfter = rows<LogRow>(database.prepare(log));
  const erased = rows<{ readonly key: string }>(database.prepare(erasedPeople));
  const found = untilWritten(database, () => countLog(pageAfter, new Set(erased().map(({ key }) => key))));
  const sizes = untilWritten(database, () => people.counts());

  return {
    counted: async (segment, from, to) => {
      persons.flush();
      const [first, last] = [hourOf(from), hourOf(to)];
      const hours = (await found()).get(segment) ?? [];
      return hours.filter(({ hour }) => hour >= first && hour <= last);
    },
    size: async (segment) => {
      persons.flush();
      return sizes().get(segment) ?? 0;
    },
  };
};
