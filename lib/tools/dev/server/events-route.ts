/** As many lines go out together. */
const linesTogether = 200;

const blocksOf = function* (lines: Iterable<string>): Generator<string> {
  let block: string[] = [];
  for (const line of lines) {
    block.push(`${line}\n`);
    if (block.length < linesTogether) continue;
    yield block.join('');
    block = [];
  }
  if (block.length > 0) yield block.join('');
};

/** Answers with lines, read as fast as they are taken. */
export const streamLines = (lines: Iterable<string>): Response => {
  const blocks = blocksOf(lines);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const { done, value } = blocks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
};
