import { compareDecimals, parseDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import type { CellTest, Filter } from './mapping.ts';
import { cellAt } from './table.ts';
import type { Scope } from './table.ts';

type Operators = Omit<CellTest, 'not'>;

const compares = (cell: string, bound: Decimal | undefined, holds: (difference: number) => boolean): boolean => {
  if (bound === undefined) return true;
  const number = parseDecimal(cell);
  return number !== undefined && holds(compareDecimals(number, bound));
};

const meetsWords = (cell: string, { eq, in: list, exists }: Operators): boolean =>
  (eq === undefined || cell === eq) &&
  (list === undefined || list.includes(cell)) &&
  (exists === undefined || exists === (cell !== ''));

const meetsPattern = (cell: string, { startsWith, matches }: Operators): boolean =>
  (startsWith === undefined || cell.startsWith(startsWith)) && (matches === undefined || matches.test(cell));

const meetsNumber = (cell: string, { gt, gte, lt, lte }: Operators): boolean =>
  compares(cell, gt, (difference) => difference > 0) &&
  compares(cell, gte, (difference) => difference >= 0) &&
  compares(cell, lt, (difference) => difference < 0) &&
  compares(cell, lte, (difference) => difference <= 0);

const meets = (cell: string, { not, ...test }: CellTest): boolean =>
  meetsWords(cell, test) &&
  meetsPattern(cell, test) &&
  meetsNumber(cell, test) &&
  (not === undefined || !meets(cell, not));

/** Whether every test of a filter holds. A cell that is no number meets no comparison with one. */
export const passes = (scope: Scope, filter: Filter = []): boolean =>
  filter.every(({ path, is }) => meets(cellAt(scope, path), is));

/** The cells that a filter looks at, as the report shows them. */
export const seenBy = (scope: Scope, filter: Filter = []): string =>
  filter.map(({ path }) => `${path.text} ${JSON.stringify(cellAt(scope, path))}`).join(', ');
