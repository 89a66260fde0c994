import { isEventType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import type { LedgerEvent, LedgerRow, StrippedEvent } from '../../customer-store.ts';

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const revisionIn = (value: unknown): StrippedEvent['revision'] => {
  const { of, number } = isRecord(value) ? value : {};
  return typeof of === 'string' && Number.isSafeInteger(number) ? { of, number: Number(number) } : undefined;
};

/** What is left of an event without its text. Before events put others right, one could hold anything under the same names. */
const strippedOf = ({ body, ...row }: LedgerEvent): StrippedEvent | undefined => {
  const entry: unknown = JSON.parse(body);
  const { 'detail-type': type, detail } = isRecord(entry) ? entry : {};
  if (!isEventType(type) || !isRecord(detail)) return undefined;
  const [replaces, customer, visitor] = ['replaces', 'customerId', 'anonymousId'].map((name) => textIn(detail[name]));
  const revision = revisionIn(detail['revision']);
  return {
    ...row,
    type,
    ...(replaces !== undefined && { replaces }),
    ...(revision && { revision }),
    ...(visitor !== undefined && customer !== undefined && { anonymousId: visitor }),
  };
};

/** What applied events are without their texts, in which they say which events count. */
export const strippedIn = (rows: readonly LedgerRow[]): readonly StrippedEvent[] =>
  rows.flatMap((row) => {
    if (row.fingerprint === undefined) return [];
    return row.body === undefined ? row : (strippedOf(row) ?? []);
  });
