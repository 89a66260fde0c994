import type { ChangeLog, LoggedChanges, LogSearch } from '#lib/ports/store/change-log.ts';
import { changesInOrder, type RecordedChange } from '../../history/changes-in-order.ts';

/** Where a change stands in the log: the position of its row, and its number there. */
interface LogPlace {
  readonly position: number;
  readonly index: number;
}

/** A change with its place in the log. */
export interface LoggedItem extends LogPlace {
  readonly recorded: RecordedChange;
}

/** What is looked for. */
type Sought = Pick<LogSearch, 'segment' | 'origin'>;

interface PageSought extends Sought {
  readonly limit: number;
}

/** A page of the log, newest first. */
export interface LogPage {
  readonly items: readonly LoggedItem[];
  /** The place of the newest that was looked at: what comes later is behind it. */
  readonly newest: LogPlace;
  /** The place before which the next page begins; undefined at the beginning of the log. */
  readonly next: LogPlace | undefined;
  /** Whether more has come than fits the page; only where the page is of what came after a place. */
  readonly more: boolean;
}

const itemsIn = ({ position, row }: LoggedChanges): readonly LoggedItem[] =>
  changesInOrder([row]).map((recorded, index) => ({ position, index, recorded }));

const fits =
  ({ segment, origin }: Sought) =>
  ({ recorded: { row, change } }: LoggedItem): boolean =>
    (segment === undefined || change.segment.key === segment) && (origin === undefined || row.origin === origin);

const isBefore = (one: LogPlace, other: LogPlace): boolean =>
  one.position < other.position || (one.position === other.position && one.index < other.index);

/** A page of what is before a place; by default of what is newest. */
export const pageBefore = async (log: ChangeLog, sought: PageSought, before?: LogPlace): Promise<LogPage> => {
  const newest = { position: await log.last(), index: Number.MAX_SAFE_INTEGER };
  const { position, index } = before ?? newest;
  const { rows, rest: further } = await log.search({ ...sought, from: position, limit: sought.limit + 1 });
  const found = rows
    .flatMap((row) => itemsIn(row).toReversed())
    .filter((item) => isBefore(item, { position, index }) && fits(sought)(item));
  const items = found.slice(0, sought.limit);
  const rest = further === 0 ? undefined : { position: further, index: Number.MAX_SAFE_INTEGER };
  const isCut = found.length > items.length || rows.length > sought.limit;
  return { items, newest, next: isCut ? items.at(-1) : rest, more: false };
};

/** A page of what has come after a place: of more than fits, the oldest. */
export const pageAfter = async (log: ChangeLog, sought: PageSought, after: LogPlace): Promise<LogPage> => {
  // A log that began anew has none of the places that were handed out before.
  const place = after.position > (await log.last()) ? { position: 0, index: -1 } : after;
  const rows = await log.behind(place.position - 1, sought.limit + 1);
  const all = rows.flatMap(itemsIn).filter((item) => isBefore(place, item));
  const found = all.filter(fits(sought));
  const items = found.slice(0, sought.limit);
  const isCut = found.length > items.length;
  const newest = isCut ? items.at(-1) : all.at(-1);
  return {
    items: items.toReversed(),
    newest: newest ?? place,
    next: items[0],
    more: isCut || rows.length > sought.limit,
  };
};
