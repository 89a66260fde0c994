import { deepestDetail, fingerprint, isNestedWithin } from './fingerprint.ts';
import type { EventType } from './incoming-event.ts';

/** An event's texts. */
export interface EventTexts {
  /** Equal for two events if and only if their `detail-type` and `detail` are equal; it may be worked out when it is first read. */
  readonly fingerprint: string;
  /** The JSON of `{"detail-type", "source", "detail"}` as it came, unknown fields included. */
  readonly body: string;
}

type Entry = Readonly<Record<string, unknown>>;

/** A longer text is written again: spelled with many escapes, it could take several times the room that its event needs. */
const longestToCut = 32 * 1024;

const beforeDetail = ',"detail":';

/** Keys that are written as whole numbers come first in the order of keys, wherever they stand in the text. */
const isNumber = /^\d/;

const lastIsDetail = (entry: Entry): boolean => {
  const keys = Object.keys(entry);
  return keys.at(-1) === 'detail' && !isNumber.test(keys[0] ?? '');
};

/**
 * Where the last key of an entry begins, `detail`, with the comma before it; -1 where the text does not show that at a glance,
 * or has spaces, which a body lacks. A brace before it, if only in a string, may begin another object with that key.
 */
const placeOfDetail = (text: string): number => {
  if (text.length > longestToCut || !text.endsWith('}') || text.includes('": ') || !text.isWellFormed()) return -1;
  const place = text.indexOf(beforeDetail);
  return place !== -1 && text.lastIndexOf('{', place) === 0 ? place : -1;
};

/** At the shortest, two characters make a level. */
const isShallow = (text: string, detail: unknown): boolean =>
  text.length <= 2 * deepestDetail || isNestedWithin(detail, deepestDetail);

const cutOut = (type: EventType, entry: Entry, text: string): EventTexts | undefined => {
  const place = placeOfDetail(text);
  const { source, detail } = entry;
  if (place === -1 || !lastIsDetail(entry) || !isShallow(text, detail)) return undefined;
  const named = source === undefined ? '' : `,"source":${JSON.stringify(source)}`;
  let worked: string | undefined;
  return {
    get fingerprint() {
      return (worked ??= fingerprint(type, detail));
    },
    body: `{"detail-type":"${type}"${named}${text.slice(place)}`,
  };
};

/**
 * The fingerprint of the event of a body.
 *
 * @throws {SyntaxError} where the body is not JSON.
 */
export const fingerprintOfBody = (body: string): string => {
  const { 'detail-type': type, detail } = JSON.parse(body) as Entry;
  return fingerprint(String(type), detail);
};

const written = (type: EventType, { source, detail }: Entry): EventTexts | undefined => {
  try {
    return {
      fingerprint: fingerprint(type, detail),
      body: JSON.stringify({ 'detail-type': type, source, detail }),
    };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
};

/**
 * The texts of an event: the body is cut out of the entry's own text where that is at hand and plain, which is many times faster than
 * to write it again, and means the same.
 *
 * @returns undefined where the entry cannot be written as JSON, or is nested too deep.
 */
export const eventTexts = (type: EventType, entry: Entry, text: string | undefined): EventTexts | undefined =>
  (text === undefined ? undefined : cutOut(type, entry, text)) ?? written(type, entry);
