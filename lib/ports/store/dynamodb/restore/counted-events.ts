import { Counting } from '#lib/core/profile/counting.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { ledgerId } from '../../customer-store.ts';
import { sortKeyPrefixes } from '../../table-keys.ts';
import { eventItem, eventOf } from '../event-rows.ts';
import { factItems } from '../fact-rows.ts';
import { keyOf, type Item } from '../item.ts';
import { hasJson } from '../packing.ts';
import { rowsOf } from '../partition.ts';
import type { Table } from '../table.ts';
import { strippedIn } from './stripped-events.ts';
import { ownerOf } from './whose-row.ts';

const isEvent = (item: Item): boolean => keyOf(item).sort.startsWith(sortKeyPrefixes.event);

const isText = (item: Item): boolean => isEvent(item) && hasJson(item);

/** What the events in a table say of a person's events. */
const saidOf = async (table: Table, person: PersonKey) => {
  const items = await Array.fromAsync(rowsOf(table, person, sortKeyPrefixes.event));
  return strippedIn(items.map(eventOf));
};

/** The rows of the facts that the events among some rows tell: an event's row proves that the fact has its own. */
export const toldFacts = (items: readonly Item[]): readonly Item[] =>
  factItems(strippedIn(items.filter(isEvent).map(eventOf)));

/**
 * The rows as they come back: an event that was put right after the copy was made, by one whose row outlived it, does so without
 * its text.
 */
export const withoutReplaced = async (into: Table, items: readonly Item[]): Promise<readonly Item[]> => {
  const texts = items.filter(isText);
  const persons = new Set(texts.map(ownerOf).filter((person) => person !== undefined));
  const counting = new Counting();
  for (const person of persons) for (const said of await saidOf(into, person)) counting.add(said);
  const stripped = new Map(strippedIn(texts.map(eventOf)).map((event) => [ledgerId(event), event]));
  for (const event of stripped.values()) counting.add(event);
  return items.map((item) => {
    const event = isText(item) ? stripped.get(ledgerId(eventOf(item))) : undefined;
    return event === undefined || counting.counts(event) ? item : eventItem(event);
  });
};
