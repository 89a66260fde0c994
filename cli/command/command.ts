import type { ParseArgsOptionsConfig } from 'node:util';
import type { Terminal } from '../output/terminal.ts';

/** What was given on the command line, by option. */
export type OptionValues = Readonly<Record<string, string | undefined>>;

/** One option. */
interface Option {
  /** As `FILE`; absent for a switch, which takes none and is `'true'` where it is given. */
  readonly value?: string;
  readonly meaning: string;
  readonly required?: true;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** In one line. */
  readonly summary: string;
  /** What a person wants to know before the first run; the options are listed below it. */
  readonly explanation: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Does it; what is thrown is told in one line. */
  readonly run: (values: OptionValues, terminal: Terminal) => Promise<void>;
}

/** The options as `parseArgs` takes them, `--help` among them. */
export const parsedOptions = ({ options }: Command): ParseArgsOptionsConfig => ({
  ...Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string' } as const,
    ]),
  ),
  help: { type: 'boolean', short: 'h' },
});

const formOf = ([name, { value }]: readonly [string, Option]): string =>
  value === undefined ? `--${name}` : `--${name} ${value}`;

/** `patron replay --events FILE --out DIR [--until INSTANT]` */
export const usageOf = ({ name, options }: Command): string => {
  const given = Object.entries(options).map((named) => (named[1].required ? formOf(named) : `[${formOf(named)}]`));
  return ['patron', name, ...given].join(' ');
};

/** What `COMMAND --help` prints. */
export const helpOf = (command: Command): string => {
  const names = Object.entries(command.options).map(formOf);
  const width = Math.max(...names.map((name) => name.length), '--help'.length);
  const meanings = [...Object.values(command.options).map(({ meaning }) => meaning), 'Explains the command.'];
  const lines = [...names, '--help'].map((name, index) => `  ${name.padEnd(width)}  ${meanings[index] ?? ''}`);
  return [`${command.summary}\n`, `Usage: ${usageOf(command)}\n`, command.explanation, '', ...lines].join('\n');
};

/**
 * The value of an option that the command cannot do without.
 *
 * @throws {Error} when it is missing.
 */
export const requiredOption = (command: Command, values: OptionValues, name: string): string => {
  const value = values[name];
  if (value !== undefined && value !== '') return value;
  const form = command.options[name]?.value ?? 'VALUE';
  throw new Error(`--${name} ${form} is missing; patron ${command.name} --help explains`);
};
