import type { LedgerEvent } from '../customer-store.ts';
import { putRows } from './batch-calls.ts';
import { changeItem } from './change-rows.ts';
import { eventItem } from './event-rows.ts';
import type { Table } from './table.ts';
import type { UnsettledChanges } from './unsettled.ts';

/**
 * Puts what a commit owes: first the changes; when every one is acknowledged, the events. An event's row therefore
 * says that all changes which were unsettled at its commit have theirs.
 */
export const recordRows = async (
  table: Table,
  changes: readonly UnsettledChanges[],
  events: readonly LedgerEvent[],
): Promise<void> => {
  await putRows(table, changes.map(changeItem));
  await putRows(table, events.map(eventItem));
};
