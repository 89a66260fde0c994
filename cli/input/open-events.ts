import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file of events, ready to be read from its beginning, one time. */
export interface EventsFile {
  /** The content, unpacked. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** In bytes as stored; undefined for what can be read only once, such as a pipe. */
  readonly size: number | undefined;
  /** The bytes that were read so far, as stored. */
  readonly taken: () => number;
}

/** Bytes to read at a time, which are in memory until the last of their lines is taken. */
const chunkSize = 1 << 22;

const isGzip = (name: string, start: Uint8Array | undefined): boolean =>
  name.endsWith('.gz') || (start?.[0] === 0x1f && start[1] === 0x8b);

/** Puts a chunk that was taken off an iterator back before the rest. */
const startingWith = async function* (first: IteratorResult<Uint8Array>, rest: AsyncIterator<Uint8Array>) {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
};

/** Unpacks a file whose name, or else whose first two bytes, are those of gzip. */
const unpacked = async function* (name: string, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    const first = await iterator.next();
    const whole = startingWith(first, iterator);
    // An error of either stream ends the other, and is thrown to the reader.
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

/** What a process has open, by a name: on some systems, such as macOS, each opening of it goes on where the last one stopped. */
const isOpenAlready = (name: string): boolean => resolve(name).startsWith('/dev/');

/**
 * Opens a file of events, plain or packed by gzip, or `-` for standard input.
 *
 * @throws {Error} when the file cannot be read; later, when its packing is broken.
 */
export const openEvents = async (name: string): Promise<EventsFile> => {
  const isInput = name === '-';
  const found = isInput ? undefined : await stat(name);
  if (found?.isDirectory()) throw new Error(`Cannot read ${name} as events: current value is a directory`);
  const stream = isInput ? process.stdin : createReadStream(name, { highWaterMark: chunkSize });
  const { bytes, taken } = counted(stream);
  return {
    chunks: unpacked(name, bytes),
    size: found?.isFile() && !isOpenAlready(name) ? found.size : undefined,
    taken,
  };
};
