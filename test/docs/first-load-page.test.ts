import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { busInReach } from '#test/cli/bus-in-reach.ts';
import { patron, workspace } from '#test/cli/command-line.ts';
import { eventIdsOf } from '#test/tools/emit/emitting.ts';
import { codeBlocks, read } from './pages.ts';

/** The command lines of the page for one command, as words. */
const linesFor = (command: string): readonly (readonly string[])[] =>
  codeBlocks(read('docs/first-load.md'))
    .flatMap((block) => block.split('\n'))
    .flatMap((line) => {
      const [, args] = /(?:^|-- |patron )(\w+ --.*)$/.exec(line) ?? [];
      return args?.startsWith(`${command} `) ? [args.split(' ')] : [];
    });

const theLine = (command: string): readonly string[] => {
  const lines = linesFor(command);
  expect(lines).toHaveLength(1);
  return lines[0] ?? [];
};

describe('the page of the first load', () => {
  const { path } = workspace();

  test('rehearses with the commands that it shows', async () => {
    expect(await patron(theLine('validate'))).toMatchObject({ status: 0, stderr: '' });
    const replay = theLine('replay').map((word) => (word === 'out/rehearsal' ? path('rehearsal') : word));
    expect(await patron(replay)).toMatchObject({ status: 0, stderr: '' });
  });

  test('loads the same events with the command that it shows, and names the files that it keeps', async () => {
    const { taken } = await busInReach();
    const history = path('history.jsonl');
    const events = readFileSync('docs/snippets/events.jsonl', 'utf8');
    writeFileSync(history, `${events}no event\n`);
    const args = theLine('load').map((word) => (word === 'history.jsonl' ? history : word));
    expect(await patron(args)).toMatchObject({ status: 1, stdout: '3 events put on shop.\n' });
    expect(eventIdsOf(taken)).toHaveLength(3);
    for (const [, kept = ''] of read('docs/first-load.md').matchAll(/`history\.jsonl(\.load[^`]+)`/g))
      expect(readFileSync(history + kept, 'utf8')).not.toBe('');
  });
});
