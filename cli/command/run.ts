import { parseArgs } from 'node:util';
import { helpOf, parsedOptions, requiredOption, usageOf, type Command, type OptionValues } from './command.ts';
import { commands } from '../commands.ts';
import { failureLine } from './failure-line.ts';
import type { Terminal } from '../output/terminal.ts';

const allCommands = (): Promise<readonly Command[]> => Promise.all(Object.values(commands).map((load) => load()));

const overview = async (): Promise<string> => {
  const all = await allCommands();
  const width = Math.max(...all.map(({ name }) => name.length));
  return [
    'Patron: live customer profiles and segments.\n',
    'Usage: patron COMMAND [OPTIONS]\n',
    ...all.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'patron COMMAND --help explains a command.',
  ].join('\n');
};

/** Node's own sentence, without its advice about positional arguments. */
const parsed = (command: Command, args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: parsedOptions(command) }).values;
  } catch (cause) {
    const [sentence = ''] = failureLine(cause).split(/\. |\n/);
    throw new Error(`${sentence.replace(/\.$/, '')}; usage: ${usageOf(command)}`, { cause });
  }
};

const textsOf = (values: ReturnType<typeof parsed>): OptionValues =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' || value === true ? [[name, String(value)] as const] : [],
    ),
  );

const runCommand = async (command: Command, args: readonly string[], terminal: Terminal): Promise<void> => {
  const values = parsed(command, args);
  if (values['help'] === true) {
    terminal.print(helpOf(command));
    return;
  }
  const texts = textsOf(values);
  for (const [name, { required }] of Object.entries(command.options)) {
    if (required) requiredOption(command, texts, name);
  }
  await command.run(texts, terminal);
};

const load = async (name: string): Promise<Command> => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new Error(`there is no such command; there are ${Object.keys(commands).join(', ')}`);
  }
  return command();
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
