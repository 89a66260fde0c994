import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { hour, hourOf } from '#lib/core/members/change-counts.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { hourSums, type HourSums } from './hour-sums.ts';
import { loggedRows, rowsAtOnce, type LoggedRow } from './logged-rows.ts';

/** So many pages are read at most: beyond, the whole log is counted almost as soon. */
const mostPages = 50;

/** By how much the clock of whoever decides may have gone back. */
const slack = hour;

const decided = '"decidedAt":"';

/** When the changes of a row were decided, which stands behind them; '' for the announcement of an erasure. */
const decidedAt = (body: string): string => {
  const at = body.lastIndexOf(decided);
  return at === -1 ? '' : body.slice(at + decided.length, body.indexOf('"', at + decided.length));
};

/**
 * Counts the newest rows of a log: a change is decided when it has taken effect, and rows stand in the order in which they were
 * decided, but for clocks that went back. It ends with a page of which all was decided more than an hour before.
 */
export const latestCounts = (database: DatabaseSync) => {
  const log = loggedRows(database);
  let latest:
    { readonly from: Instant; readonly last: number; readonly sums: Promise<HourSums | undefined> } | undefined;

  const read = async (from: Instant): Promise<HourSums | undefined> => {
    const [sums, erased, bound] = [hourSums(), log.erased(), formatInstant(from - slack)];
    const isLate = ({ body }: LoggedRow): boolean => decidedAt(body) >= bound;
    let page = log.before(log.last() + 1);
    for (let pages = 0; pages < mostPages; pages += 1) {
      for (const { body } of page.filter(({ person }) => !erased.has(person))) sums.add(body);
      if (page.length < rowsAtOnce || !page.some(isLate)) return sums;
      page = log.before(page.at(-1)?.position ?? 0);
      await othersTurn();
    }
    return undefined;
  };

  /** The counts from an instant on, and some of those before; undefined where too many rows have to be read. */
  return (asked: Instant): Promise<HourSums | undefined> => {
    const [from, last] = [hourOf(asked), log.last()];
    if (latest?.from !== from || latest.last !== last) latest = { from, last, sums: read(from) };
    return latest.sums;
  };
};
