import type { CanaryHeard } from '#events/canary-heard.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';

const detailOf = (row: OutboxRow): CanaryHeard =>
  row.kind === 'erasure'
    ? { segments: [], erasedAt: row.erasedAt }
    : {
        ...('eventId' in row.cause && { eventId: row.cause.eventId }),
        segments: row.changes.map(({ segment }) => segment.key),
      };

/** The one entry of a row of the made-up person: no rule of a campaign takes it. */
export const canaryEntryOf = (row: OutboxRow): OutgoingEntry => ({
  detailType: 'CanaryHeard',
  detail: JSON.stringify(detailOf(row)),
});
