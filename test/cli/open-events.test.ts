import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openEvents } from '#cli/input/open-events.ts';
import { workspace } from './command-line.ts';

const { write } = workspace();
const file = write('events.jsonl', 'one\ntwo\n');

const textOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> =>
  Buffer.concat(await Array.fromAsync(chunks)).toString();

test('a file says how large it is, and can be opened and read again', async () => {
  const opened = [await openEvents(file), await openEvents(file)];
  expect(opened.map(({ size }) => size)).toEqual([8, 8]);
  expect(await Promise.all(opened.map(({ chunks }) => textOf(chunks)))).toEqual(['one\ntwo\n', 'one\ntwo\n']);
});

test.runIf(process.platform !== 'win32')(
  'what a process has open says no size, since it can be read only once',
  async () => {
    const open = openSync(file, 'r');
    try {
      const { chunks, size } = await openEvents(`/dev/fd/${open}`);
      expect(size).toBeUndefined();
      expect(await textOf(chunks)).toBe('one\ntwo\n');
    } finally {
      closeSync(open);
    }
  },
);
