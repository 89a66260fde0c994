import type { DynamoDBStreamEvent } from 'aws-lambda';
import { formatInstant } from '#lib/core/time/instant.ts';
import { changeItem } from '#lib/ports/store/dynamodb/change-rows.ts';
import { streamRecord } from '#test/functions/stream-records.ts';

const began = Date.parse('2026-11-02T12:00:00.000Z');

/** What a customer of a shop with some segments changes by an event: one of them, among those that they are in. */
const changed = (index: number) => {
  const at = formatInstant(began + index);
  const key = `segment-${index % 20}`;
  return changeItem({
    person: `C#0b2f9f1e-6f0c-4b51-9d6e-${String(index).padStart(12, '0')}`,
    decidedAt: at,
    version: 7,
    instants: [
      {
        effectiveAt: at,
        origin: 'live',
        cause: { eventId: `0b2f9f1e-6f0c-4b51-9d6e-2a4f8a1f${index}` },
        segments: ['newsletter', 'regulars', key],
        consent: {},
        nextReviewAt: null,
        changes: [
          {
            sequence: 12,
            status: 'entered',
            segment: { key, name: 'Buyers of late', definitionHash: '9f2c41d0' },
            because: [{ path: '', condition: 'PurchaseMade, times >= 1, within P30D', observed: 1, holds: true }],
            enteredAt: at,
            traits: { 'orders.count': 3 },
          },
        ],
      },
    ],
  });
};

/** A batch of the table's stream, as Lambda gives it: a record a person, each with one change. */
export const streamBatch = (records: number): DynamoDBStreamEvent => ({
  Records: Array.from({ length: records }, (_, index) => streamRecord(changed(index))),
});
