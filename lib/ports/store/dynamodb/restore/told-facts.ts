import { isRecord } from '#events/is-record.ts';
import type { AppliedRow, LedgerRow, Revision } from '../../customer-store.ts';
import { sortKeyPrefixes } from '../../table-keys.ts';
import { eventOf } from '../event-rows.ts';
import { factItems } from '../fact-rows.ts';
import { keyOf, type Item } from '../item.ts';

/** The fact in a body. An entry that was taken before events could tell one may hold anything under its name. */
const revisionIn = (body: string): Revision | undefined => {
  const entry: unknown = JSON.parse(body);
  const { detail } = isRecord(entry) ? entry : {};
  const { revision } = isRecord(detail) ? detail : {};
  const { of, number } = isRecord(revision) ? revision : {};
  return typeof of === 'string' && Number.isSafeInteger(number) ? { of, number: Number(number) } : undefined;
};

const tellerOf = (row: AppliedRow) => {
  const { person, eventId } = row;
  return { person, eventId, revision: row.body === undefined ? row.revision : revisionIn(row.body) };
};

const isApplied = (row: LedgerRow): row is AppliedRow => row.fingerprint !== undefined;

/** The rows of the facts that the events among some rows tell: an event's row proves that the fact has its own. */
export const toldFacts = (items: readonly Item[]): readonly Item[] => {
  const events = items.filter((item) => keyOf(item).sort.startsWith(sortKeyPrefixes.event));
  return factItems(events.map(eventOf).filter(isApplied).map(tellerOf));
};
