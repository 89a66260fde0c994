/**
 * The floor of any pipeline over a file of events: reads the lines, parses each, and writes the same lines.
 *
 *     node bench/programs/copy-lines.ts FROM TO
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

const [from = '', to = ''] = process.argv.slice(2);
const chunkSize = 1 << 20;

const input = createReadStream(from, { encoding: 'utf8', highWaterMark: chunkSize });
const output = createWriteStream(to, { highWaterMark: chunkSize });
let rest = '';
let parsed = 0;

const take = (line: string): void => {
  if (typeof JSON.parse(line) === 'object') parsed += 1;
};

for await (const chunk of input as AsyncIterable<string>) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) take(line);
  if (lines.length > 0 && !output.write(`${lines.join('\n')}\n`)) await once(output, 'drain');
}
if (rest !== '') {
  take(rest);
  output.write(`${rest}\n`);
}
output.end();
await finished(output);
process.stdout.write(`${parsed}\n`);
