import { isCanary } from '#lib/core/profile/canary.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { outboxJson, type WrittenRow } from '#lib/ports/store/embedded/outbox-json.ts';
import { canaryEntryOf } from '#lib/use-cases/publish/canary-entry.ts';
import { entriesOf, isHeldBack } from '#lib/use-cases/publish/entries.ts';

/** The entries of a row that go out, in order. */
export const publishedEntries = (row: OutboxRow): readonly OutgoingEntry[] => {
  if (isCanary(row.person)) return [canaryEntryOf(row)];
  return isHeldBack(row) ? [] : entriesOf(row);
};

/** Writes a row as it is stored and, while it is at hand, as it goes out, so that nothing is parsed again. */
export const writtenRow = (row: OutboxRow): WrittenRow => ({ body: outboxJson(row), entries: publishedEntries(row) });
