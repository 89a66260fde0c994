import { insertCell, joiningBy, type Cell, type CellKind, type Cells } from './cells.ts';
import { stepOf, type Interval } from './interval.ts';
import { joinBeyond, rowLimit } from './join-oldest.ts';
import { jsonBytes } from './json-bytes.ts';
import { sortedPosition } from './sorted-position.ts';
import { isWithinBudget, stateBudget } from './state-budget.ts';

type Scalar = string | number | boolean;

/** The number of times each value occurred, in the order of values. */
type Counts = readonly (readonly [value: Scalar, times: number])[];

/** Different values are told apart up to this many. */
const valueLimit = 1_000;

/** Of too many values, or too long ones, the most frequent share is kept, so that not every further one cuts again. */
const keptShare = 0.75;

const kindOrder = ['number', 'string', 'boolean'];

/** Numbers come before texts, texts before false and true. */
const compareValues = (one: Scalar, other: Scalar): number => {
  if (typeof one !== typeof other) return kindOrder.indexOf(typeof one) - kindOrder.indexOf(typeof other);
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

type Totals = Map<Scalar, number>;

const addTo = (totals: Totals, counts: Counts): Totals => {
  for (const [value, times] of counts) totals.set(value, (totals.get(value) ?? 0) + times);
  return totals;
};

const takeFrom = (totals: Totals, counts: Counts): void => {
  for (const [value, times] of counts) {
    const left = (totals.get(value) ?? 0) - times;
    if (left === 0) totals.delete(value);
    else totals.set(value, left);
  }
};

const totalsOf = (cells: Cells<Counts>): Totals =>
  cells.reduce<Totals>((totals, [, counts]) => addTo(totals, counts), new Map());

const countOnce = (counts: Counts, [value, times]: Counts[number]): Counts => {
  const place = sortedPosition(counts.length, (at) => compareValues((counts[at] as Counts[number])[0], value) < 0);
  const found = counts[place];
  return found?.[0] === value
    ? counts.with(place, [value, found[1] + times])
    : counts.toSpliced(place, 0, [value, times]);
};

const merge = (one: Counts, other: Counts): Counts => {
  const [only] = other;
  if (only && other.length === 1) return countOnce(one, only);
  return [...addTo(addTo(new Map(), one), other)].sort(([mine], [theirs]) => compareValues(mine, theirs));
};

const join = joiningBy(merge);

/** The most frequent values that fit some bytes, each in every cell that has it. */
const mostFrequentOf = (cells: Cells<Counts>, bytes: number): ReadonlySet<Scalar> => {
  const sizes: Totals = new Map();
  for (const [value] of cells.flatMap(([, counts]) => counts)) {
    sizes.set(value, (sizes.get(value) ?? 0) + jsonBytes([value, 1e6]) + 1);
  }
  const kept = new Set<Scalar>();
  let left = bytes;
  for (const [value] of [...totalsOf(cells)].sort(byFrequency).slice(0, valueLimit * keptShare)) {
    left -= sizes.get(value) as number;
    if (left < 0) break;
    kept.add(value);
  }
  return kept;
};

const byFrequency = ([one, times]: Counts[number], [other, otherTimes]: Counts[number]): number =>
  otherTimes - times || compareValues(one, other);

const topOf = (totals: Totals): Scalar | undefined => {
  let top: Counts[number] | undefined;
  for (const counted of totals) if (top === undefined || byFrequency(counted, top) < 0) top = counted;
  return top?.[0];
};

const isTooMuch = (cells: Cells<Counts>): boolean =>
  !isWithinBudget(cells) ||
  (cells.reduce((sum, [, counts]) => sum + counts.length, 0) > valueLimit && totalsOf(cells).size > valueLimit);

const bounded = (cells: Cells<Counts>): Cells<Counts> => {
  if (!isTooMuch(cells)) return cells;
  const kept = mostFrequentOf(cells, Math.min(jsonBytes(cells), stateBudget) * keptShare);
  return cells.map((cell): Cell<Counts> => {
    const counts = cell[1].filter(([value]) => kept.has(value));
    return counts.length === cell[1].length ? cell : [cell[0], counts, true];
  });
};

/** The value that occurs most often in an interval; of equally frequent ones the first in the order of values. */
export const frequencyCells = (interval: Interval): CellKind<Counts> => {
  const joining = { limit: rowLimit, cellOf: stepOf(interval), join: join.nearly };
  return {
    holding: ({ value }) => [[value as Scalar, 1]],
    insert: (cells, cell) => bounded(joinBeyond(insertCell(cells, cell, join.exactly), joining)),
    sliding: (cells) => {
      const totals: Totals = new Map();
      let [from, to] = [0, 0];
      return (first, end) => {
        for (; to < end; to += 1) addTo(totals, cells[to]?.[1] ?? []);
        for (; from < first; from += 1) takeFrom(totals, cells[from]?.[1] ?? []);
        return topOf(totals);
      };
    },
  };
};
