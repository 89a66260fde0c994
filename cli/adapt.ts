import { adapters, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { adaptLines } from '#lib/tools/adapt/adapt-lines.ts';
import { adaptedText } from '#lib/tools/adapt/adapted-text.ts';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { writeLines } from '#lib/tools/import/write-lines.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { defineCommand } from './command/command.ts';
import { choiceOption, required, textOption } from './command/options.ts';
import { openEvents } from './input/open-events.ts';

const names = Object.keys(adapters) as AdapterName[];

export const adaptCommand = defineCommand({
  name: 'adapt',
  summary: 'Turns what a shop system or a tool has sent, or exports, into events.',
  explanation: `Each line is {"payload": ..., "headers": {...}}: a body as the source sends it to a webhook, and the headers that came with it,
which may be left out where the body says what it is. The events are written in order of time, for replay and load. It
ends with what was unusable and why: such lines leave the exit status at 0. docs/sources tells how each source is connected.`,
  options: {
    from: required(choiceOption({ value: 'NAME', meaning: `The source: ${names.join(', ')}.` }, names)),
    in: required(textOption('FILE.jsonl', 'The payloads, one a line; plain or packed by gzip, - for standard input.')),
    out: required(
      textOption('FILE.jsonl', 'The events, one a line; packed where the name ends in .gz, - for standard output.'),
    ),
  },
  run: async ({ from, in: file, out }, { print, printError }) => {
    refuseOverwriting([file], [out]);
    const { chunks } = await openEvents(file);
    const adapted = await adaptLines(readLines(chunks), adapters[from]);
    await writeLines(out, adapted.events);
    const report = adaptedText(adapted);
    if (out === '-') printError(report);
    else print(`${report}\nWritten to ${out}.`);
  },
});
