import { parseArgs } from 'node:util';
import { benchmarks as registered } from '../benchmarks.ts';
import type { Figure, Report } from '../benchmark.ts';
import { figureJson, figureText } from './figure-text.ts';

/** Where the lines go. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

interface Asked {
  readonly names: readonly string[];
  readonly rounds: number;
  readonly events: string | undefined;
  readonly json: boolean;
}

/** Fewer rounds would let one disturbance through, and are only for a quick look. */
const usualRounds = 5;

const readRounds = (text: string): number => {
  const rounds = Number(text);
  if (Number.isSafeInteger(rounds) && rounds > 0) return rounds;
  throw new Error(`Cannot take ${text} as a number of rounds: it must be a whole number from 1`);
};

/**
 * Reads the command line: `[NAME...] [--json] [--rounds N] [--events FILE]`.
 *
 * @throws {Error} with one sentence for an option or a name that does not exist.
 */
export const readArguments = (args: readonly string[], known: readonly string[]): Asked => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: String(usualRounds) },
      events: { type: 'string' },
    },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`Cannot run ${unknown} as a benchmark: there are ${known.join(', ')}`);
  const names = positionals.length === 0 ? known : [...new Set(positionals)];
  return { names, json: values.json, events: values.events, rounds: readRounds(values.rounds) };
};

const sentenceOf = (error: unknown): string => {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
};

/** Collects figures, each of which goes out as it comes. */
const collect = (
  say: Report['say'],
  { rounds, events }: Asked,
): { readonly report: Report; readonly figures: readonly Figure[] } => {
  const figures: Figure[] = [];
  const figure = (found: Figure) => {
    if (figures.some(({ name }) => name === found.name))
      throw new Error(`Cannot report ${found.name} as a figure: there is one of that name already`);
    figures.push(found);
    say(figureText(found));
  };
  return { report: { say, figure, rounds, events, found: figures }, figures };
};

const runAll = async (
  names: readonly string[],
  report: Report,
  known: typeof registered,
): Promise<readonly string[]> => {
  const failures: string[] = [];
  for (const name of names) {
    try {
      const benchmark = await (known[name] as (typeof registered)[string])();
      report.say(`\n${benchmark.name}: ${benchmark.about}`);
      await benchmark.run(report);
    } catch (error) {
      failures.push(`${name}: ${sentenceOf(error)}`);
      report.say(`FAILED ${name}: ${sentenceOf(error)}`);
    }
  }
  return failures;
};

/**
 * Runs benchmarks by their names, all of them where none is given. Figures go to standard output; with `--json` they go to
 * standard error, and standard output gets one object `{name: {ratio, ours, baseline, unit, ...}}`.
 *
 * Resolves to the exit status: 1 where a name is unknown or a benchmark could not measure; a missed target is not a failure.
 */
export const runBenchmarks = async (
  args: readonly string[],
  { out, error }: Output,
  known: typeof registered = registered,
): Promise<0 | 1> => {
  let asked: Asked;
  try {
    asked = readArguments(args, Object.keys(known));
  } catch (cause) {
    error(`bench: ${sentenceOf(cause)}`);
    return 1;
  }
  const { report, figures } = collect(asked.json ? error : out, asked);
  if (asked.rounds < usualRounds) report.say(`Only ${asked.rounds} rounds: for a quick look, not to be quoted.`);
  const failures = await runAll(asked.names, report, known);
  if (asked.json)
    out(JSON.stringify(Object.fromEntries(figures.map((figure) => [figure.name, figureJson(figure)])), undefined, 2));
  for (const failure of failures) error(`bench: ${failure}`);
  return failures.length === 0 ? 0 : 1;
};
