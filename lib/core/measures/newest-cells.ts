import { cellOf, insertCell, joiningBy, type CellKind, type Cells, type JoinCells } from './cells.ts';
import { stepOf, type Interval } from './interval.ts';
import { joinBeyond, rowLimit } from './join-oldest.ts';
import type { Listing } from './listing.ts';
import type { Kept } from './newest.ts';
import { isWithinBudget, joinPairs } from './state-budget.ts';
import { firstAfter } from './window.ts';

type NewestCells = Cells<readonly Kept[]>;

const keptIn = (cells: NewestCells): readonly Kept[] => cells.flatMap(([, held]) => held);

/** Drops what is in no list of the newest any more: the newer will leave after it. */
const amongNewest = (cells: NewestCells, { newest, atMost }: Listing): NewestCells => {
  const among = new Set(newest(keptIn(cells), atMost));
  return cells.flatMap(([key, held, mark]): NewestCells => {
    const rest = held.filter((kept) => among.has(kept));
    return rest.length === 0 ? [] : [cellOf(key, rest, mark)];
  });
};

const joinUpTo = (most: number, { newest }: Listing): ReturnType<typeof joiningBy<readonly Kept[]>> =>
  joiningBy((older, newer) => newest([...older, ...newer], most));

const cutTo = (cells: NewestCells, most: number, { newest }: Listing): NewestCells =>
  cells.map(([key, held, mark]) => cellOf(key, newest(held, most), held.length > most ? true : mark));

/** The parts of a state: what has entered, and what is still to enter. */
interface Parts {
  readonly entered: NewestCells;
  readonly waiting: NewestCells;
}

/** Of what is still to enter, keeps fewer of each cell and then fewer cells, as long as the whole is too large. */
const fitting = ({ entered, waiting }: Parts, listing: Listing): NewestCells => {
  const joinNearly: JoinCells<readonly Kept[]> = joinUpTo(1, listing).nearly;
  let most = listing.atMost;
  let fit = waiting;
  while (!isWithinBudget([...entered, ...fit]) && (most > 1 || fit.length > 1)) {
    if (most === 1) fit = joinPairs(fit, joinNearly);
    most = Math.max(1, Math.floor(most / 2));
    fit = cutTo(fit, most, listing);
  }
  return [...entered, ...fit];
};

/**
 * The newest entries of an interval. What has entered is kept only as long as it is among the newest, because it leaves in the
 * order of time; of what is still to enter, the newest of each position.
 */
export const newestCells = (listing: Listing, interval: Interval): CellKind<readonly Kept[]> => {
  const { atMost, keep, show, newest } = listing;
  const join = joinUpTo(atMost, listing);
  const joining = { limit: rowLimit, cellOf: stepOf(interval), join: join.nearly };
  return {
    holding: (entry) => [[entry.t, entry.eventId, entry.index, keep(entry)]],
    insert: (cells, cell, position) => {
      const inserted = insertCell(cells, cell, join.exactly);
      const place = firstAfter(inserted, position);
      const entered = amongNewest(inserted.slice(0, place), listing);
      return fitting({ entered, waiting: joinBeyond(inserted.slice(place), joining) }, listing);
    },
    sliding: (cells) => {
      const places = new Map(cells.flatMap(([, held], place) => held.map((kept) => [kept, place] as const)));
      let found: readonly Kept[] = [];
      let read = 0;
      return (first, end) => {
        for (; read < end; read += 1) found = newest([...found, ...(cells[read]?.[1] ?? [])], atMost);
        found = found.filter((kept) => (places.get(kept) ?? -1) >= first);
        return found.length === 0 ? undefined : found.map(show);
      };
    },
  };
};
