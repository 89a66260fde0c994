import { compareDecimals, parseDecimal, type Decimal } from './decimal.ts';
import type { CellTest, Filter } from './filter.ts';
import { cellAt, type RowGroup } from './table.ts';

type Operators = Omit<CellTest, 'not'>;

const compares = (cell: string, bound: Decimal | undefined, holds: (difference: number) => boolean): boolean => {
  if (bound === undefined) return true;
  const number = parseDecimal(cell);
  return number !== undefined && holds(compareDecimals(number, bound));
};

const passesWords = (cell: string, { eq, in: list, exists }: Operators): boolean =>
  (eq === undefined || cell === eq) &&
  (list === undefined || list.includes(cell)) &&
  (exists === undefined || exists === (cell !== ''));

const passesPattern = (cell: string, { startsWith, matches }: Operators): boolean =>
  (startsWith === undefined || cell.startsWith(startsWith)) && (matches === undefined || matches.test(cell));

const passesNumber = (cell: string, { gt, gte, lt, lte }: Operators): boolean =>
  compares(cell, gt, (difference) => difference > 0) &&
  compares(cell, gte, (difference) => difference >= 0) &&
  compares(cell, lt, (difference) => difference < 0) &&
  compares(cell, lte, (difference) => difference <= 0);

const passesTest = (cell: string, { not, ...test }: CellTest): boolean =>
  passesWords(cell, test) &&
  passesPattern(cell, test) &&
  passesNumber(cell, test) &&
  (not === undefined || !passesTest(cell, not));

/** Whether every test of a filter holds. A cell that is not a number passes no comparison with one. */
export const passes = (group: RowGroup, filter: Filter = []): boolean =>
  filter.every(({ path, is }) => passesTest(cellAt(group, path), is));

/** The cells that a filter tests, as the report shows them. */
export const seenBy = (group: RowGroup, filter: Filter = []): string =>
  filter.map(({ path }) => `${path.text} ${JSON.stringify(cellAt(group, path))}`).join(', ');
