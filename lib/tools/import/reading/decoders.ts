import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from './windows-1252.ts';

/** The encodings that a mapping can name. */
export const encodings = ['utf8', 'utf16le', 'utf16be', 'latin1', 'windows-1252'] as const;

export type Encoding = (typeof encodings)[number];

/** A decoded piece of a file. */
interface Decoded {
  readonly text: string;
  /** Bytes at the end that begin a character whose rest is still to come; where bytes are bad, from the first of these. */
  readonly rest: Buffer;
  /** How many bytes at the beginning of `rest` are no character of the encoding; 0 where all is well so far. */
  readonly bad: number;
}

type Decoder = (bytes: Buffer) => Decoded;

const nothing = Buffer.alloc(0);

/** Length of a character of UTF-8 by its first byte; 1 for a byte that begins none. */
const lengthFrom = (byte: number): number => {
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 1;
};

/** Where the last character begins that the bytes do not hold whole; their length where they hold all. */
const wholeUtf8 = (bytes: Buffer): number => {
  for (let at = Math.max(0, bytes.length - 3); at < bytes.length; at += 1) {
    if (at + lengthFrom(bytes[at] ?? 0) > bytes.length) return at;
  }
  return bytes.length;
};

/** The first position from which the bytes are not UTF-8; they are not, as a whole. */
const firstBadUtf8 = (bytes: Buffer): number => {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthFrom(bytes[at] ?? 0);
    if (!isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
};

const utf8: Decoder = (bytes) => {
  const whole = wholeUtf8(bytes);
  const head = bytes.subarray(0, whole);
  if (isUtf8(head)) return { text: head.toString('utf8'), rest: bytes.subarray(whole), bad: 0 };
  const at = firstBadUtf8(head);
  return { text: bytes.toString('utf8', 0, at), rest: bytes.subarray(at), bad: 1 };
};

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

const firstLoneSurrogate = (text: string): number => /\p{Surrogate}/u.exec(text)?.index ?? text.length;

const utf16le: Decoder = (bytes) => {
  const even = bytes.length - (bytes.length % 2);
  const isHalved = even > 0 && isHighSurrogate(bytes.readUInt16LE(even - 2));
  const whole = isHalved ? even - 2 : even;
  const text = bytes.toString('utf16le', 0, whole);
  if (text.isWellFormed()) return { text, rest: bytes.subarray(whole), bad: 0 };
  const at = firstLoneSurrogate(text);
  return { text: text.slice(0, at), rest: bytes.subarray(at * 2), bad: 2 };
};

const swapped = (bytes: Buffer): Buffer => {
  const even = bytes.length - (bytes.length % 2);
  return Buffer.concat([Buffer.from(bytes.subarray(0, even)).swap16(), bytes.subarray(even)]);
};

const utf16be: Decoder = (bytes) => {
  const { text, rest, bad } = utf16le(swapped(bytes));
  return { text, rest: bytes.subarray(bytes.length - rest.length), bad };
};

const latin1: Decoder = (bytes) => ({ text: bytes.toString('latin1'), rest: nothing, bad: 0 });

const windows1252: Decoder = (bytes) => {
  const { text, badAt } = decodeWindows1252(bytes);
  return badAt === undefined ? { text, rest: nothing, bad: 0 } : { text, rest: bytes.subarray(badAt), bad: 1 };
};

/** Decodes bytes as far as they hold whole characters. */
export const decoders: Readonly<Record<Encoding, Decoder>> = {
  utf8,
  utf16le,
  utf16be,
  latin1,
  'windows-1252': windows1252,
};
