import type { Catalogue } from '../../segments/compile/catalogue.ts';
import { dayText, formatInstant, type Instant } from '../../time/instant.ts';
import type { Accumulator } from '../accumulator.ts';
import type { Person } from '../person.ts';
import { firstExits } from './first-exits.ts';

/** Local days that are counted, the present one among them: seven are known until a week and a day later. */
export const daysCounted = 15;

/** How many leave one segment. */
interface SegmentLeavers {
  readonly key: string;
  readonly definitionHash: string;
  /** On each local day from the first on. */
  readonly leaving: readonly number[];
}

/** How many of the present members will leave each segment in the days ahead if nothing happens. Plain JSON. */
export interface LeaverCounts {
  /** When everybody was looked at. */
  readonly asOf: string;
  /** That of the local days. */
  readonly timeZone: string;
  /** The local date of `asOf`. */
  readonly firstDay: string;
  /** Every segment, in the catalogue's order. */
  readonly segments: readonly SegmentLeavers[];
  /** People whom another catalogue had decided: they are not counted. */
  readonly otherwiseDecided: number;
}

/** What leavers are counted by. */
export interface LeaversAsked {
  readonly catalogue: Catalogue;
  readonly asOf: Instant;
}

interface Kept {
  /** By segment, in the catalogue's order, and local day. */
  readonly leaving: number[][];
  otherwiseDecided: number;
}

const add = (row: number[], day: number, people: number): void => {
  row[day] = (row[day] ?? 0) + people;
};

/** Counts those who will leave each segment by time alone, each on the day of their first exit. */
export const leaverCounts = ({ catalogue, asOf }: LeaversAsked): Accumulator<Person, Kept, LeaverCounts> => {
  const { calendar, segments, positionsInOrder } = catalogue;
  const inOrder = positionsInOrder.flatMap((position) => segments[position] ?? []);
  const places = new Map(inOrder.map(({ key }, place) => [key, place]));
  const firstDay = calendar.dayOf(asOf);
  const span = [asOf, calendar.startOf(firstDay + daysCounted)] as const;
  return {
    empty: () => ({ leaving: inOrder.map(() => Array.from({ length: daysCounted }, () => 0)), otherwiseDecided: 0 }),
    add: (kept, { state }) => {
      if (state.catalogue !== catalogue.hash) {
        kept.otherwiseDecided += 1;
        return kept;
      }
      for (const [key, at] of firstExits(catalogue, state, span))
        add(kept.leaving[places.get(key) ?? -1] ?? [], calendar.dayOf(at) - firstDay, 1);
      return kept;
    },
    merge: (one, other) => {
      for (const [place, row] of other.leaving.entries())
        for (const [day, people] of row.entries()) add(one.leaving[place] ?? [], day, people);
      one.otherwiseDecided += other.otherwiseDecided;
      return one;
    },
    result: ({ leaving, otherwiseDecided }) => ({
      asOf: formatInstant(asOf),
      timeZone: calendar.timeZone,
      firstDay: dayText(firstDay),
      segments: inOrder.map(({ key, definitionHash }, place) => ({
        key,
        definitionHash,
        leaving: leaving[place] ?? [],
      })),
      otherwiseDecided,
    }),
  };
};
