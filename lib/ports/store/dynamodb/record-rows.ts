import type { AppliedRow } from '../customer-store.ts';
import { putRows } from './batch-calls.ts';
import { aFewAtOnce, putIf } from './conditional-puts.ts';
import { eventPut } from './event-rows.ts';
import { changeRow } from './expiry.ts';
import { factItems, factPut } from './fact-rows.ts';
import type { Table } from './table.ts';
import type { UnsettledChanges } from './unsettled.ts';

/**
 * Puts the rows that a commit owes: first those of the changes and of the facts and, once all are acknowledged, those of the
 * events. An event's row therefore proves that the fact that it tells has its row, and all changes which were unsettled at its
 * commit have theirs. What is refused is there already, as late workers find.
 */
export const recordRows = async (
  table: Table,
  changes: readonly UnsettledChanges[],
  events: readonly AppliedRow[],
): Promise<void> => {
  const rows = changes.map((group) => changeRow(group, table.retention?.changeDays));
  await putRows(table, rows);
  await aFewAtOnce(factItems(events), (item) => putIf(table, factPut(item)));
  await aFewAtOnce(events, (event) => putIf(table, eventPut(event)));
};
