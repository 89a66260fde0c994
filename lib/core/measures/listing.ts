import { formatInstant } from '../time/instant.ts';
import { digestOf } from './distinct.ts';
import { fitsBytes } from './json-bytes.ts';
import type { Entry } from './measure.ts';
import { newestDistinctOf, newestOf, type Kept } from './newest.ts';
import { shown } from './shown-text.ts';

/** The differences between a list of values and one of events. */
export interface Listing {
  readonly atMost: number;
  readonly newest: (all: readonly Kept[], most: number) => readonly Kept[];
  /** The value of an entry as it is kept. */
  readonly keep: (entry: Entry) => unknown;
  /** What is kept, as it is shown. */
  readonly show: (kept: Kept) => unknown;
}

/** Lists different values. A text that is cut is kept with a digest of all of it, so that it stays different. */
export const listedValues = (atMost: number): Listing => ({
  atMost,
  newest: newestDistinctOf,
  keep: ({ value }) => {
    const cut = shown(value);
    return cut === value ? value : [cut, digestOf(value)];
  },
  show: ([, , , value]) => (Array.isArray(value) ? (value[0] as unknown) : value),
});

type Record = Readonly<globalThis.Record<string, unknown>>;

const elementOf = ({ t, eventId }: Pick<Entry, 't' | 'eventId'>, fields: Record): Record => ({
  at: formatInstant(t),
  eventId,
  ...fields,
});

/** An element has at most this many bytes of JSON. */
const longestElement = 2_048;

/** Lists events, or elements of them, each with some fields; of too long ones those that are named last go. */
export const listedEvents = (fields: readonly string[], atMost: number): Listing => ({
  atMost,
  newest: newestOf,
  keep: (entry) => {
    const { value } = entry;
    const found = shown(value) as Record;
    let named = fields.filter((field) => found[field] !== undefined);
    const kept = (): Record => Object.fromEntries(named.map((field) => [field, found[field]]));
    while (named.length > 0 && !fitsBytes(elementOf(entry, kept()), longestElement)) named = named.slice(0, -1);
    return kept();
  },
  show: ([t, eventId, , value]) => elementOf({ t, eventId }, value as Record),
});
