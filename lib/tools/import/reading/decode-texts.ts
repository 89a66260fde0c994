import { decoders, type Encoding } from './decoders.ts';

const marks: readonly (readonly [encoding: Encoding, mark: readonly number[]])[] = [
  ['utf8', [0xef, 0xbb, 0xbf]],
  ['utf16le', [0xff, 0xfe]],
  ['utf16be', [0xfe, 0xff]],
];

const longestMark = 3;

const nothing: Buffer = Buffer.alloc(0);

/** The same bytes in chunks of which the first holds at least as many bytes, where there are as many. */
const withLongHead = async function* (
  chunks: AsyncIterable<Uint8Array>,
  least: number,
): AsyncGenerator<Buffer, undefined> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes: Buffer = head === undefined ? Buffer.from(chunk) : Buffer.concat([head, chunk]);
    head = head !== undefined && bytes.length < least ? bytes : undefined;
    if (head === undefined) yield bytes;
  }
  if (head !== undefined) yield head;
  return undefined;
};

/** Takes a byte order mark off the beginning; it counts before the declared encoding. */
const withoutMark = async (chunks: AsyncIterable<Uint8Array>, declared: Encoding) => {
  const iterator = withLongHead(chunks, longestMark);
  const { value: head = nothing } = await iterator.next();
  const [encoding, mark] = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte)) ?? [declared, []];
  const bytes = async function* (): AsyncGenerator<Buffer> {
    yield head.subarray(mark.length);
    yield* iterator;
  };
  return { encoding, bytes: bytes() };
};

/** Line breaks so far; a file may have those of one system or of another. */
const createLineCount = () => {
  const breaks = { '\n': 0, '\r': 0 };
  const count = (text: string, character: keyof typeof breaks): void => {
    for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) breaks[character] += 1;
  };
  return {
    add: (text: string): void => {
      count(text, '\n');
      count(text, '\r');
    },
    line: (): number => Math.max(breaks['\n'], breaks['\r']) + 1,
  };
};

const hexOf = (bytes: Buffer): string => `0x${bytes.toString('hex').toUpperCase()}`;

/** @throws {Error} naming the bytes and their line. */
const refuse = (bytes: Buffer, encoding: Encoding, line: number): never => {
  const advice = encoding === 'utf8' ? '; what a spreadsheet program saves is often "encoding": "windows-1252"' : '';
  throw new Error(`current value has the byte ${hexOf(bytes)} in line ${line}, which is not ${encoding}${advice}`);
};

/**
 * Decodes a file piece by piece. A byte order mark at its beginning is skipped and says what the encoding is.
 *
 * @throws {Error} when bytes are not of the encoding, naming them as hexadecimal digits with their line; a part of a
 * sentence.
 */
export const decodeTexts = async function* (
  chunks: AsyncIterable<Uint8Array>,
  declared: Encoding,
): AsyncGenerator<string> {
  const { encoding, bytes } = await withoutMark(chunks, declared);
  const decode = decoders[encoding];
  const lines = createLineCount();
  let rest: Buffer = nothing;
  for await (const chunk of bytes) {
    const decoded = decode(Buffer.concat([rest, chunk]));
    lines.add(decoded.text);
    if (decoded.bad > 0) refuse(decoded.rest.subarray(0, decoded.bad), encoding, lines.line());
    rest = Buffer.from(decoded.rest);
    yield decoded.text;
  }
  if (rest.length > 0) refuse(rest, encoding, lines.line());
};
