import { isRecord } from '#events/is-record.ts';
import { readInstant } from '../time/read-instant.ts';
import type { Instant } from '../time/instant.ts';
import { faultOf } from './unusable.ts';

const longestText = 256;

/** Cuts at a whole character: an emoji at the limit is left out, not halved. */
const cutText = (text: string): string => {
  if (text.length <= longestText) return text;
  const last = text.charCodeAt(longestText - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? longestText - 1 : longestText);
};

/** An object of a payload, read field by field. Of a field that is `null` or missing every reading is absent. */
export class Payload {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #path: string;

  constructor(fields: Readonly<Record<string, unknown>>, path: string = '') {
    this.#fields = fields;
    this.#path = path;
  }

  /** The names of the fields. */
  get names(): readonly string[] {
    return Object.keys(this.#fields);
  }

  /** The dotted path of a field from the root, for messages. */
  path(name: string): string {
    return `${this.#path}${name}`;
  }

  /** The value as it came; undefined for `null`. */
  raw(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? (this.#fields[name] ?? undefined) : undefined;
  }

  /** A text without space around it, cut to 256 characters; a number as its digits. An empty text is absent. */
  text(name: string): string | undefined {
    const value = this.raw(name);
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string') return undefined;
    const trimmed = cutText(text.toWellFormed().trim());
    return trimmed === '' ? undefined : trimmed;
  }

  /** An object inside; an empty one where there is none. */
  part(name: string): Payload {
    const value = this.raw(name);
    return new Payload(isRecord(value) ? value : {}, `${this.path(name)}.`);
  }

  /** The objects of a list. */
  list(name: string): readonly Payload[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) return [];
    return value.flatMap((each: unknown, index) =>
      isRecord(each) ? [new Payload(each, `${this.path(name)}.${index}.`)] : [],
    );
  }

  /** An instant written with `Z` or an offset. @throws {Unusable} for anything else that is there. */
  instant(name: string): Instant | undefined {
    const value = this.raw(name);
    const instant = readInstant(value);
    if (value !== undefined && instant === undefined) throw faultOf(this.path(name), 'an instant', value);
    return instant;
  }
}
