import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Lines are packed together up to so many characters, which bounds what is unpacked at once. */
const blockLength = 1 << 20;

/** The first bytes of a block say how many follow. */
const headLength = 4;

const blockOf = (lines: readonly string[]): Uint8Array => {
  // The quickest level makes JSON several times smaller, and others hardly more.
  const packed = deflateRawSync(lines.join('\n'), { level: 1 });
  const block = Buffer.alloc(headLength + packed.length);
  block.writeUInt32LE(packed.length);
  block.set(packed, headLength);
  return block;
};

const blocksOf = function* (lines: Iterable<string>): Iterable<Uint8Array> {
  let [block, length]: [string[], number] = [[], 0];
  for (const line of lines) {
    block.push(line);
    length += line.length;
    if (length < blockLength) continue;
    yield blockOf(block);
    [block, length] = [[], 0];
  }
  if (block.length > 0) yield blockOf(block);
};

/** Packs lines, none of which has a line break in it. */
export const packLines = (lines: Iterable<string>): Uint8Array => Buffer.concat([...blocksOf(lines)]);

/** The lines that were packed, of which one block is unpacked at a time. */
export const unpackLines = function* (body: Uint8Array): Iterable<string> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (let from = 0; from < bytes.length;) {
    const start = from + headLength;
    const end = start + bytes.readUInt32LE(from);
    yield* inflateRawSync(bytes.subarray(start, end)).toString().split('\n');
    from = end;
  }
};
