import { isEventType, type EventType } from '#events/incoming-event.ts';
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

/** What Patron does not understand in one event. Plain JSON. */
export interface Misunderstanding {
  /** Of an order. */
  readonly otherCurrency?: string;
  /** Each with its type and path, as it is counted. */
  readonly fields: readonly (readonly [path: string, field: UnknownField])[];
}

/** Counts what Patron does not understand in accepted events, in bounded memory. */
export interface Understanding {
  /** Takes an accepted entry as it came. */
  readonly add: (entry: unknown) => void;
  /** Takes what was not understood in one. */
  readonly count: (seen: Misunderstanding) => void;
  readonly notUnderstood: () => NotUnderstood;
}

/** Different fields that are told apart. */
const mostPaths = 300;

const others = '…';

const otherCurrencyIn = (
  type: EventType,
  { currency: seen }: Readonly<Record<string, unknown>>,
  currency: string,
): Pick<Misunderstanding, 'otherCurrency'> =>
  type === 'PurchaseMade' && typeof seen === 'string' && seen !== currency ? { otherCurrency: seen } : {};

/** What is not understood in an accepted entry as it came; undefined where all is. Orders in `currency` are understood. */
export const misunderstood = (entry: unknown, currency: string): Misunderstanding | undefined => {
  const type = isRecord(entry) ? entry['detail-type'] : undefined;
  const detail = isRecord(entry) ? entry['detail'] : undefined;
  if (!isEventType(type) || !isRecord(detail)) return undefined;
  const other = otherCurrencyIn(type, detail, currency);
  const unknown = unknownFieldsIn(type, detail);
  if (unknown.length === 0 && other.otherCurrency === undefined) return undefined;
  const byPath = new Map(unknown.map((field) => [field.path, field]));
  return { ...other, fields: [...byPath].map(([path, field]) => [`${type}.${path}`, field] as const) };
};

/** Starts to count; orders in `currency` are understood. */
export const createUnderstanding = (currency: string): Understanding => {
  const fields = new Map<string, UnknownFieldCount>();
  const currencies = new Map<string, number>();
  const countField = (path: string, field: UnknownField): void => {
    const isKept = fields.has(path) || fields.size < mostPaths;
    const key = isKept ? path : others;
    const known = fields.get(key) ?? { events: 0, nearest: isKept ? nearestField(field) : null };
    known.events += 1;
    fields.set(key, known);
  };
  const count = ({ otherCurrency: other, fields: unknown }: Misunderstanding): void => {
    if (other !== undefined) currencies.set(other, (currencies.get(other) ?? 0) + 1);
    for (const [path, field] of unknown) countField(path, field);
  };
  return {
    add: (entry) => {
      const seen = misunderstood(entry, currency);
      if (seen) count(seen);
    },
    count,
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
