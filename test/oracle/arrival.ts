import { isKnownType, isObject, readDetail, type Fields } from './event-forms.ts';
import { compareText, type Fact } from './facts.ts';
import { readInstant } from './instants.ts';

/** An event whose form fits. */
export interface Arrival {
  readonly type: string;
  readonly detail: Fields;
  readonly body: string;
  readonly bytes: number;
  readonly occurredAt: number;
  readonly time: number;
}

/** JSON with the keys of every object in order, so that equal bodies are equal texts. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).toSorted(compareText);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
};

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

export const readArrival = (line: string): Arrival | 'unknown-type' | 'invalid' => {
  const entry = parse(line);
  if (!isObject(entry)) return 'invalid';
  const type = entry['detail-type'];
  if (!isKnownType(type)) return 'unknown-type';
  const time = readInstant(entry['time']);
  const detail = readDetail(type, entry['detail']);
  if (time === undefined || detail === undefined) return 'invalid';
  const occurredAt = readInstant(detail['occurredAt']) ?? Number.NaN;
  const body = canonical({ 'detail-type': type, detail: entry['detail'] });
  const bytes = Buffer.byteLength(JSON.stringify({ 'detail-type': type, detail: entry['detail'] }));
  return { type, detail, body, bytes, occurredAt, time };
};

const textOrNone = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const idsOf = ({ detail }: Arrival): { customerId: string | undefined; anonymousId: string | undefined } => ({
  customerId: textOrNone(detail['customerId']),
  anonymousId: textOrNone(detail['anonymousId']),
});

export const factOf = ({ type, detail, occurredAt, time }: Arrival): Fact => ({
  type,
  detail,
  t: Math.min(occurredAt, time),
  eventId: String(detail['eventId']),
});

/** The latest arrival of all lines that have one, whatever else is wrong with them. */
export const lastArrival = (lines: readonly string[]): number =>
  lines
    .map(parse)
    .map((entry) => (isObject(entry) ? readInstant(entry['time']) : undefined) ?? -Infinity)
    .reduce((latest, time) => Math.max(latest, time), -Infinity);
