import { readLines } from '#lib/tools/replay/read-lines.ts';
import { createUnderstanding, notUnderstoodLines } from '#lib/tools/understanding/understanding.ts';
import { validateLines, type NumberedLine } from '#lib/tools/validate/validate-lines.ts';
import { defineCommand } from './command/command.ts';
import { required, switchOption, textOption } from './command/options.ts';
import { loadCatalogue } from './input/catalogue-option.ts';
import { openEvents } from './input/open-events.ts';
import { counted } from './output/numbers.ts';

/** The faults of a line, each as a sentence or as JSON. */
const faultLines = ({ line, faults }: NumberedLine, json: boolean): readonly string[] =>
  faults.map((fault) => (json ? JSON.stringify({ line, ...fault }) : `line ${line}: ${fault.message}`));

export const validateCommand = defineCommand({
  name: 'validate',
  summary: 'Tells every fault of a file of events, line by line, and what Patron would not understand.',
  explanation: `Each line is looked at by itself, so that duplicates, conflicts and erased people are not found: a replay finds them.
It ends with unknown fields, which Patron ignores, and with orders in other currencies than the catalogue's. The exit
status is 1 where a line has a fault.

With --json each fault is a line {"line", "reason", "field", "rule", "value", "message"}.`,
  options: {
    events: required(textOption('FILE', 'Events, one a line; plain or packed by gzip, - for standard input.')),
    segments: textOption('FILE', 'The catalogue whose currency counts; by default the one that comes with Patron.'),
    json: switchOption('Prints JSON lines.'),
  },
  run: async ({ events, segments, json }, { print, printError }) => {
    const { currency } = (await loadCatalogue({ segments })).source;
    const file = await openEvents(events);
    const understanding = createUnderstanding(currency);
    let lines = 0;
    let faulty = 0;
    for await (const validated of validateLines(readLines(file.chunks))) {
      lines = validated.line;
      for (const line of faultLines(validated, json)) print(line);
      if (validated.faults.length > 0) faulty += 1;
      else understanding.add(validated.entry);
    }
    const last = notUnderstoodLines(understanding.notUnderstood(), currency);
    for (const line of last) (json ? printError : print)(line);
    if (faulty > 0)
      throw new Error(`Cannot accept every line as an event: ${faulty} of ${counted(lines, 'line')} have a fault`);
    if (!json) print(`${counted(lines, 'line')} without a fault.`);
  },
});
