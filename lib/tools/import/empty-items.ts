import type { Detail, DetailObject } from './evaluate.ts';
import type { Fault } from './reading/numbered-record.ts';

const longestShown = 60;

const isList = (value: Detail | undefined): value is readonly Detail[] => Array.isArray(value);

const isEmpty = (item: Detail): boolean => typeof item === 'object' && !isList(item) && item['quantity'] === 0;

/**
 * Leaves out items of which none was bought, which exports keep of orders that were edited: an event has none of them, and
 * the order is no less one.
 */
export const withoutEmptyItems = (detail: DetailObject, onNote: (note: Fault) => void): DetailObject => {
  const { items, ...others } = detail;
  if (!isList(items)) return detail;
  for (const item of items.filter(isEmpty))
    onNote({ reason: 'a line of quantity 0 was left out of items', seen: JSON.stringify(item).slice(0, longestShown) });
  const bought = items.filter((item) => !isEmpty(item));
  return bought.length === 0 ? others : { ...detail, items: bought };
};
