import { sortKeyPrefixes } from '../../table-keys.ts';
import { answerNames } from '../answers.ts';
import { namedByIn } from '../event-rows.ts';
import { isNewerFact } from '../fact-rows.ts';
import { formatOf, keyOf, reducedFormat, type Item } from '../item.ts';

/** The attributes of the serving table's rows that `isLacking` needs. */
export const lackingNames = answerNames;

/** The names of an event's row that the one in its place lacks. Only where that has no event, names decide what counts. */
export const namesLacking = (item: Item, there: Item): readonly string[] => {
  if (formatOf(there) !== reducedFormat) return [];
  const known = new Set(namedByIn(there));
  return (namedByIn(item) ?? []).filter((eventId) => !known.has(eventId));
};

/** Whether the serving table lacks a row, or what it has in its place knows less of which events count. */
export const isLacking = (item: Item, there: Item | undefined): boolean => {
  if (there === undefined) return true;
  const { sort } = keyOf(item);
  if (sort.startsWith(sortKeyPrefixes.fact)) return isNewerFact(item, there);
  return sort.startsWith(sortKeyPrefixes.event) && namesLacking(item, there).length > 0;
};
