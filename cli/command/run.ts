import { nearestName } from '#lib/core/nearest-name.ts';
import { commands } from '../commands.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Command } from './command.ts';
import { failureLine } from './failure-line.ts';
import { helpOf } from './help.ts';
import { parseOptions } from './parse-options.ts';

/** Loads every command, in the order in which they are listed. */
export const allCommands = (): Promise<readonly Command[]> =>
  Promise.all(Object.values(commands).map((load) => load()));

const overview = async (): Promise<string> => {
  const rows = (await allCommands()).map(({ name, summary }) => [name, summary]);
  return [
    'Patron: live customer profiles and segments.\n',
    'Usage: patron COMMAND [OPTIONS]\n',
    ...table(rows, ['left', 'left']).map((line) => `  ${line}`),
    '',
    'patron COMMAND --help explains a command.',
  ].join('\n');
};

const runCommand = async (command: Command, args: readonly string[], terminal: Terminal): Promise<void> => {
  const texts = parseOptions(command, args);
  if (texts['help'] === undefined) await command.run(texts, terminal);
  else terminal.print(helpOf(command));
};

const load = async (name: string): Promise<Command> => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command();
  const names = Object.keys(commands);
  const near = nearestName(name, names);
  const hint = near === undefined ? '' : ` (the nearest is ${near})`;
  throw new Error(`there is no such command${hint}; there are ${names.join(', ')}`);
};

/** Runs one command line, without the program's own name. Resolves to the exit status; never rejects. */
export const runCommandLine = async (args: readonly string[], terminal: Terminal): Promise<0 | 1> => {
  const [name = 'help', ...rest] = args;
  try {
    if (['help', '--help', '-h'].includes(name)) terminal.print(await overview());
    else await runCommand(await load(name), rest, terminal);
    return 0;
  } catch (error) {
    terminal.printError(`patron ${name}: ${failureLine(error)}`);
    return 1;
  }
};
