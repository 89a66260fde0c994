import type { QuarantineEntry } from '#lib/ports/store/customer-store.ts';
import type { Delivery } from './delivery.ts';

/** The record of a delivery of which no event can be made: whole, so that its adapter can be run again. It belongs to nobody whom Patron knows. */
export const unusableEntry = (
  { adapter, headers, payload }: Delivery,
  { id, arrivedAt, why }: Pick<QuarantineEntry, 'id' | 'arrivedAt'> & { readonly why: string },
): QuarantineEntry => ({
  id,
  person: undefined,
  reason: 'unusable',
  field: 'payload',
  rule: `must be of use (${why})`,
  message: `Cannot make an event of what ${adapter} sent: ${why}`,
  entry: JSON.stringify({ adapter, headers, payload }),
  arrivedAt,
});
