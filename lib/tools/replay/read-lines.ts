/** Lines in the blocks in which they are read, one block a chunk. */
export type LineBlocks = AsyncIterable<readonly string[]>;

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/**
 * Splits UTF-8 into lines that end in `\n` or `\r\n`; the last one may lack its end. A byte order mark at the beginning
 * is skipped. At most a chunk and one line are held in memory.
 */
export const readLines = async function* (chunks: AsyncIterable<Uint8Array>): LineBlocks {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of chunks) {
    const [first = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n');
    begun.push(first);
    const last = rest.pop();
    if (last === undefined) continue;
    yield [begun.join(''), ...rest].map(withoutReturn);
    begun = [last];
  }
  begun.push(decoder.decode());
  const last = begun.join('');
  if (last !== '') yield [withoutReturn(last)];
};
