/** Control characters that JSON escapes with one letter: \b, \t, \n, \f and \r. */
const shortEscapes: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);

const escapeBytes = 6;

const isSurrogate = (unit: number, kind: 0xd800 | 0xdc00): boolean => (unit & 0xfc00) === kind;

const asciiBytes = (unit: number): number => {
  if (unit < 0x20) return shortEscapes.has(unit) ? 2 : escapeBytes;
  return unit === 0x22 || unit === 0x5c ? 2 : 1;
};

/** Of a surrogate pair each half has two bytes; half a pair alone is escaped. */
const surrogateBytes = (text: string, at: number): number => {
  const isHalf =
    (isSurrogate(text.charCodeAt(at), 0xd800) && isSurrogate(text.charCodeAt(at + 1), 0xdc00)) ||
    (isSurrogate(text.charCodeAt(at), 0xdc00) && isSurrogate(text.charCodeAt(at - 1), 0xd800));
  return isHalf ? 2 : escapeBytes;
};

const unitBytes = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return asciiBytes(unit);
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit <= 0xdfff ? surrogateBytes(text, at) : 3;
};

const textBytes = (text: string): number => {
  let bytes = 2;
  for (let at = 0; at < text.length; at += 1) bytes += unitBytes(text, at);
  return bytes;
};

/** At most this many bytes come of one code unit. */
const mostTextBytes = (text: string): number => 2 + text.length * escapeBytes;

type TextBytes = (text: string) => number;

/** Two brackets and the commas between; nothing is in front of the first. */
const enclosed = (parts: readonly number[]): number =>
  parts.reduce((sum, part) => sum + part + 1, 2) - (parts.length === 0 ? 0 : 1);

const bytesOf = (value: unknown, ofText: TextBytes): number => {
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) return enclosed(value.map((one) => bytesOf(one, ofText)));
  if (typeof value !== 'object' || value === null) return String(value).length;
  return enclosed(Object.entries(value).map(([name, one]) => ofText(name) + 1 + bytesOf(one, ofText)));
};

/** The bytes of a value's JSON in UTF-8, without writing it; no value in it is undefined. */
export const jsonBytes = (value: unknown): number => bytesOf(value, textBytes);

/** Whether a value's JSON has no more than so many bytes in UTF-8. */
export const fitsBytes = (value: unknown, most: number): boolean =>
  bytesOf(value, mostTextBytes) <= most || jsonBytes(value) <= most;
