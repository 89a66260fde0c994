import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file of events, ready to be read once. */
export interface EventsFile {
  /** What the file says, unpacked. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** In bytes as stored; undefined where it cannot be told, as of a pipe. */
  readonly size: number | undefined;
  /** How many bytes of the file were taken so far, as stored. */
  readonly taken: () => number;
}

/** What is read of a file at once, and is in memory until its last line is taken. */
const chunkSize = 1 << 22;

const isGzip = (name: string, start: Uint8Array | undefined): boolean =>
  name.endsWith('.gz') || (start?.[0] === 0x1f && start[1] === 0x8b);

/** What begins with a chunk that was taken off the iterator before. */
const startingWith = async function* (first: IteratorResult<Uint8Array>, rest: AsyncIterator<Uint8Array>) {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
};

/** Unpacks by the name, or by the first two bytes where the name does not tell. */
const unpacked = async function* (name: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    const first = await iterator.next();
    const whole = startingWith(first, iterator);
    // An error of either stream ends the other, and is thrown to whoever reads.
    if (isGzip(name, first.value)) yield* pipeline(Readable.from(whole), createGunzip({ chunkSize }), () => {});
    else yield* whole;
  } catch (cause) {
    throw new Error(`Cannot read ${name} as events: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
};

const counted = (bytes: AsyncIterable<Uint8Array>) => {
  let taken = 0;
  const counting = async function* (): AsyncIterable<Uint8Array> {
    for await (const chunk of bytes) {
      taken += chunk.length;
      yield chunk;
    }
  };
  return { bytes: counting(), taken: () => taken };
};

/**
 * Opens a file of events, plain or packed by gzip, or `-` for standard input.
 *
 * @throws {Error} when it is no file that can be read; later, when what is packed is broken.
 */
export const openEvents = async (name: string): Promise<EventsFile> => {
  const isInput = name === '-';
  const found = isInput ? undefined : await stat(name);
  if (found?.isDirectory()) throw new Error(`Cannot read ${name} as events: current value is a directory`);
  const stream = isInput ? process.stdin : createReadStream(name, { highWaterMark: chunkSize });
  const { bytes, taken } = counted(stream);
  return { chunks: unpacked(name, bytes), size: found?.isFile() ? found.size : undefined, taken };
};
