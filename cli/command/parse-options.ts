import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { nearestName } from '#lib/core/nearest-name.ts';
import type { Command } from './command.ts';
import { failureLine } from './failure-line.ts';
import { usageOf } from './help.ts';
import { betweenTexts, type Options, type OptionTexts } from './options.ts';

/** Takes every option several times, so that one given twice can be refused by name. */
const configOf = (options: Options): ParseArgsOptionsConfig => ({
  ...Object.fromEntries(
    Object.entries(options)
      .filter(([, { isPositional }]) => !isPositional)
      .map(([name, { value }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', multiple: true } as const,
      ]),
  ),
  help: { type: 'boolean', short: 'h', multiple: true },
});

const unknownOption = /^Unknown option '--([^']+)'$/;

/** Node's own sentence, without its advice about positional arguments, and with the option that may have been meant. */
const complaint = (cause: unknown, options: Options): string => {
  const [first = ''] = failureLine(cause).split(/\. |\n/);
  const sentence = first.replace(/\.$/, '');
  const [, name = ''] = unknownOption.exec(sentence) ?? [];
  const near = name === '' ? undefined : nearestName(name, [...Object.keys(options), 'help']);
  return near === undefined ? sentence : `${sentence} (the nearest is --${near})`;
};

/** The name that a command has for the arguments that are no options; undefined where it takes none. */
const positionalOf = ({ options }: Command): string | undefined =>
  Object.keys(options).find((name) => options[name]?.isPositional);

const parsed = (command: Command, args: readonly string[]) => {
  const name = positionalOf(command);
  const config = { args: [...args], options: configOf(command.options), allowPositionals: name !== undefined };
  try {
    const { values, positionals } = parseArgs(config);
    return name === undefined || positionals.length === 0 ? values : { ...values, [name]: positionals };
  } catch (cause) {
    throw new Error(`${complaint(cause, command.options)}; usage: ${usageOf(command)}`, { cause });
  }
};

/** A switch that was given is an empty text. */
const textOf = (name: string, given: readonly (string | boolean)[], isRepeatable = false): string => {
  const [first = '', ...more] = given;
  if (more.length === 0) return first === true ? '' : String(first);
  if (isRepeatable) return given.join(betweenTexts);
  const values = given.filter((value) => typeof value === 'string').map((value) => JSON.stringify(value));
  const seen = values.length === 0 ? `it is given ${given.length} times` : `current values are ${values.join(' and ')}`;
  throw new Error(`Cannot take --${name} more than once: ${seen}`);
};

/**
 * Parses the arguments of a command into the text of each option, `help` among them.
 *
 * @throws {Error} for an unknown option, naming the nearest one, an option that is given twice or without its value, and
 * for an argument that is not an option where the command takes none.
 */
export const parseOptions = (command: Command, args: readonly string[]): OptionTexts =>
  Object.fromEntries(
    Object.entries(parsed(command, args)).map(([name, given]) => [
      name,
      textOf(name, Array.isArray(given) ? given : [given ?? true], command.options[name]?.isRepeatable),
    ]),
  );
