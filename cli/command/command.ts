import type { Terminal } from '../output/terminal.ts';
import type { OptionTexts, Options, OptionValues } from './options.ts';

/** The words of a command's help. */
interface Explained {
  readonly name: string;
  /** In one line. */
  readonly summary: string;
  /** For a person before the first run; the options are listed below it. */
  readonly explanation: string;
}

/** One command of the command line. */
export interface Command extends Explained {
  readonly options: Options;
  /**
   * Reads the texts of the options and does the work.
   *
   * @throws {Error} whose message is printed in one line.
   */
  readonly run: (texts: OptionTexts, terminal: Terminal) => Promise<void>;
}

/** A command as its file defines it: its work takes the values of its own options. */
interface Definition<Set extends Options> extends Explained {
  readonly options: Set;
  readonly run: (values: OptionValues<Set>, terminal: Terminal) => Promise<void>;
}

/** Required options come first: a missing one is named before a wrong one. */
const readValues = <Set extends Options>({ name: command, options }: Definition<Set>, texts: OptionTexts) => {
  const entries = Object.entries(options).sort(([, one], [, other]) => rank(one) - rank(other));
  return Object.fromEntries(
    entries.map(([name, option]) => [name, option.read(texts[name], { command, name })]),
  ) as OptionValues<Set>;
};

const rank = ({ required }: Options[string]): number => (required ? 0 : 1);

/** Defines a command whose work is handed the values of its options, each of its own type. */
export const defineCommand = <const Set extends Options>(definition: Definition<Set>): Command => ({
  ...definition,
  run: (texts, terminal) => definition.run(readValues(definition, texts), terminal),
});
