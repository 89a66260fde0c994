import { isRecord } from '#events/is-record.ts';
import { moneyWords } from '#lib/core/money.ts';
import type { TimelineItem } from '#lib/use-cases/timeline/timeline-item.ts';

type EventItem = Extract<TimelineItem, { kind: 'event' }>;

/** Said elsewhere on the line, or of no use to a reader. */
const leftOut: ReadonlySet<string> = new Set(['eventId', 'customerId', 'anonymousId', 'occurredAt', 'currency']);

/** The fields that are money in minor units of the event's currency. */
const money: ReadonlySet<string> = new Set(['total', 'amount', 'discount', 'shipping', 'tax']);

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

const valueWords = (name: string, value: Scalar, currency: unknown): string =>
  money.has(name) && typeof value === 'number' && typeof currency === 'string'
    ? moneyWords(value, currency)
    : String(value);

/** `revision 2 of order-7` */
const revisionWords = ({ of, number }: Readonly<Record<string, unknown>>): string =>
  `revision ${String(number)} of ${String(of)}`;

const fieldWords = ([name, value]: readonly [string, unknown], currency: unknown): readonly string[] => {
  if (leftOut.has(name)) return [];
  if (Array.isArray(value)) return [name === 'forget' ? `forget ${value.join(' ')}` : `${value.length} ${name}`];
  if (isRecord(value)) return [name === 'revision' ? revisionWords(value) : name];
  return isScalar(value) ? [`${name} ${valueWords(name, value, currency)}`] : [];
};

/** `PurchaseMade: orderId o-1, total 19.99 GBP, 2 items` */
export const eventWords = ({ type, detail = {}, replaced }: EventItem): string => {
  if (replaced) return `${type}, which another event has replaced`;
  const fields = Object.entries(detail).flatMap((field) => fieldWords(field, detail['currency']));
  return fields.length === 0 ? type : `${type}: ${fields.join(', ')}`;
};
