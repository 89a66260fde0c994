import { isEventType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { nearestField, unknownFieldsIn, type UnknownField } from '#lib/use-cases/understanding/unknown-fields.ts';

/** Events with a field that Patron does not know. */
interface UnknownFieldCount {
  events: number;
  /** The nearest known field by dotted path; null where none is near. */
  readonly nearest: string | null;
}

/** What Patron did not understand in the events that it accepted. */
export interface NotUnderstood {
  /** Unknown fields as `TYPE.path`; beyond some hundred different ones, the others together as `…`. */
  readonly unknownFields: Readonly<Record<string, UnknownFieldCount>>;
  /** Orders in another currency than the catalogue's, by currency. */
  readonly otherCurrencies: Readonly<Record<string, number>>;
}

/** Counts what Patron does not understand in accepted events, in bounded memory. */
export interface Understanding {
  /** Takes an accepted entry as it came. */
  readonly add: (entry: unknown) => void;
  readonly notUnderstood: () => NotUnderstood;
}

/** Different fields that are told apart. */
const mostPaths = 300;

const others = '…';

/** Starts to count; orders in `currency` are understood. */
export const createUnderstanding = (currency: string): Understanding => {
  const fields = new Map<string, UnknownFieldCount>();
  const currencies = new Map<string, number>();
  const count = (path: string, field: UnknownField): void => {
    const isKept = fields.has(path) || fields.size < mostPaths;
    const key = isKept ? path : others;
    const known = fields.get(key) ?? { events: 0, nearest: isKept ? nearestField(field) : null };
    known.events += 1;
    fields.set(key, known);
  };
  const addOrder = ({ currency: seen }: Readonly<Record<string, unknown>>): void => {
    if (typeof seen === 'string' && seen !== currency) currencies.set(seen, (currencies.get(seen) ?? 0) + 1);
  };
  return {
    add: (entry) => {
      const type = isRecord(entry) ? entry['detail-type'] : undefined;
      const detail = isRecord(entry) ? entry['detail'] : undefined;
      if (!isEventType(type) || !isRecord(detail)) return;
      if (type === 'PurchaseMade') addOrder(detail);
      const unknown = unknownFieldsIn(type, detail);
      if (unknown.length === 0) return;
      const byPath = new Map(unknown.map((field) => [field.path, field]));
      for (const [path, field] of byPath) count(`${type}.${path}`, field);
    },
    notUnderstood: () => ({
      unknownFields: Object.fromEntries(fields),
      otherCurrencies: Object.fromEntries(currencies),
    }),
  };
};

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What was not understood, in lines for a terminal; none where all was. */
export const notUnderstoodLines = (
  { unknownFields, otherCurrencies }: NotUnderstood,
  currency: string,
): readonly string[] => {
  const fields = Object.entries(unknownFields).map(([path, { events, nearest }]) => {
    const hint = nearest === null ? '' : ` (the nearest known field is ${nearest})`;
    return `  ${path}: unknown, and ignored in ${counted(events, 'event', 'events')}${hint}`;
  });
  const orders = Object.entries(otherCurrencies).map(
    ([other, number]) =>
      `  ${counted(number, 'order', 'orders')} in ${other}: the catalogue is in ${currency}, so no revenue is made of them`,
  );
  const lines = [...fields, ...orders];
  return lines.length === 0 ? [] : ['Not understood:', ...lines];
};
