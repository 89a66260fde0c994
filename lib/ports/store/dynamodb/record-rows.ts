import type { AppliedRow } from '../customer-store.ts';
import { putRows } from './batch-calls.ts';
import { eventItem } from './event-rows.ts';
import { changeRow } from './expiry.ts';
import type { Table } from './table.ts';
import type { UnsettledChanges } from './unsettled.ts';

/**
 * Puts the rows that a commit owes: first those of the changes and, once all are acknowledged, those of the events. An
 * event's row therefore proves that all changes which were unsettled at its commit have theirs.
 */
export const recordRows = async (
  table: Table,
  changes: readonly UnsettledChanges[],
  events: readonly AppliedRow[],
): Promise<void> => {
  const rows = changes.map((group) => changeRow(group, table.retention?.changeDays));
  await putRows(table, rows);
  await putRows(table, events.map(eventItem));
};
