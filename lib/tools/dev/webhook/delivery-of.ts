import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { Delivery } from '#lib/ports/store/embedded/delivery-rows.ts';
import { entryLine } from '../../replay/entry-line.ts';

/** The message of an entry: as a rule of the bus would deliver it, under the id of the change or of the receipt of an erasure. */
export const deliveryOf = (entry: OutgoingEntry): Delivery => {
  const { changeId, receiptId = '' } = JSON.parse(entry.detail) as {
    readonly changeId?: string;
    readonly receiptId?: string;
  };
  return { id: changeId ?? receiptId, body: entryLine(entry) };
};
