import { nearestName } from '#lib/core/nearest-name.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { Instant } from '#lib/core/time/instant.ts';

/** One option of a command: how help shows it, and how its text is read. */
export interface Option<Value> {
  /** Stands for the value in help, such as `FILE`; absent for a switch, which takes none. */
  readonly value?: string;
  readonly meaning: string;
  readonly required?: true;
  /** May be given several times; `read` takes all texts, joined by `betweenTexts`. */
  readonly isRepeatable?: true;
  /** Is given without its name, as the arguments that are no options. */
  readonly isPositional?: true;
  /**
   * Reads the text of the option, which is undefined where the option was not given.
   *
   * @throws {Error} naming the option, its rule and what was given.
   */
  readonly read: (text: string | undefined, place: OptionPlace) => Value;
}

/** Where an option stands, for messages about it. */
export interface OptionPlace {
  readonly command: string;
  /** Without the dashes. */
  readonly name: string;
}

/** Options by their names, without the dashes. */
export type Options = Readonly<Record<string, Option<unknown>>>;

/** The values that a set of options is read as. */
export type OptionValues<Set extends Options> = {
  readonly [Name in keyof Set]: Set[Name] extends Option<infer Value> ? Value : never;
};

/** The text given for each option, before it is read; a switch that was given is an empty text. */
export type OptionTexts = Readonly<Record<string, string | undefined>>;

interface Shown {
  readonly value: string;
  readonly meaning: string;
}

/** An option whose text must follow a rule; `parse` gives undefined for a text that does not. */
export const readOption = <Value>(
  shown: Shown,
  rule: string,
  parse: (text: string) => Value | undefined,
): Option<Value | undefined> => ({
  ...shown,
  read: (text, { name }) => {
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value !== undefined) return value;
    throw new Error(`Cannot use --${name} as ${rule}: current value is ${JSON.stringify(text)}`);
  },
});

/** Joins the texts of an option that was given several times: no argument of a process can hold it. */
export const betweenTexts = '\0';

/** Texts, each given with an option of its own, of which there must be as many as a rule says. */
export const textsOption = (
  { value, meaning }: Shown,
  { rule, holds }: { readonly rule: string; readonly holds: (texts: readonly string[]) => boolean },
): Option<readonly string[] | undefined> => ({
  value,
  meaning,
  isRepeatable: true,
  read: (joined, { name }) => {
    const texts = joined?.split(betweenTexts);
    if (texts === undefined || (holds(texts) && !texts.includes(''))) return texts;
    const seen = texts.map((text) => JSON.stringify(text)).join(', ');
    throw new Error(`Cannot use --${name} as ${rule}: current value is ${seen}`);
  },
});

/** Files that are given as arguments, at least one. */
export const filesArgument = (value: string, meaning: string): Option<readonly string[]> => ({
  value,
  meaning,
  required: true,
  isRepeatable: true,
  isPositional: true,
  read: (joined, { command }) => {
    const files = joined?.split(betweenTexts);
    if (files !== undefined && !files.includes('')) return files;
    throw new Error(`${value}... is missing; patron ${command} --help explains`);
  },
});

/** A switch, which is on where it is given. */
export const switchOption = (meaning: string): Option<boolean> => ({ meaning, read: (text) => text !== undefined });

/** Any text but the empty one, which is what a shell makes of a variable that is not set. */
export const textOption = (value: string, meaning: string): Option<string | undefined> =>
  readOption({ value, meaning }, value, (text) => (text === '' ? undefined : text));

/** An instant with `Z` or an offset. */
export const instantOption = (meaning: string): Option<Instant | undefined> =>
  readOption(
    { value: 'INSTANT', meaning },
    'an ISO 8601 instant with Z or an offset, as 2026-11-02T09:12:00Z',
    readInstant,
  );

/** A rule for numbers: in words, and as a test. */
export interface Bounds {
  readonly rule: string;
  readonly holds: (value: number) => boolean;
}

/** A number within bounds. */
export const numberOption = (shown: Shown, { rule, holds }: Bounds): Option<number | undefined> =>
  readOption(shown, rule, (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return holds(value) ? value : undefined;
  });

/** A whole number from 1 to `most`, written only with digits. */
export const wholeNumberOption = (meaning: string, most: number): Option<number | undefined> =>
  readOption({ value: 'N', meaning }, `a whole number from 1 to ${most}`, (text) => {
    const value = Number(text);
    return /^\d+$/.test(text) && value >= 1 && value <= most ? value : undefined;
  });

const shareForm = /^(\d+(?:\.\d+)?)%$/;

/** A share in percent, such as `10%`, read as 0.1. */
export const shareOption = (meaning: string): Option<number | undefined> =>
  readOption({ value: 'SHARE', meaning }, 'a share such as 10%', (text) => {
    const [, digits] = shareForm.exec(text) ?? [];
    return digits === undefined ? undefined : Number(digits) / 100;
  });

/** One of several words; for another the nearest is named. */
export const choiceOption = <Choice extends string>(
  shown: Shown,
  choices: readonly Choice[],
): Option<Choice | undefined> => ({
  ...shown,
  read: (text, { name }) => {
    const choice = choices.find((each) => each === text);
    if (text === undefined || choice !== undefined) return choice;
    const near = nearestName(text, choices);
    const hint = near === undefined ? '' : `, the nearest is ${near}`;
    throw new Error(
      `Cannot use --${name} as one of ${choices.join(', ')}: current value is ${JSON.stringify(text)}${hint}`,
    );
  },
});

/** An option as a usage line shows it: `--until INSTANT`, `--json`, `--segment KEY...` where it may be given several times, `STORY...`. */
export const formOf = (name: string, { value, isRepeatable, isPositional }: Option<unknown>): string => {
  if (value === undefined) return `--${name}`;
  return `${isPositional ? '' : `--${name} `}${value}${isRepeatable ? '...' : ''}`;
};

/** The error for an option that the command cannot do without. */
export const missingOption = ({ command, name }: OptionPlace, option: Option<unknown>): Error =>
  new Error(`${formOf(name, option)} is missing; patron ${command} --help explains`);

/** The same option, but the command does not run without it. */
export const required = <Value>(option: Option<Value | undefined>): Option<Value> => ({
  ...option,
  required: true,
  read: (text, place) => {
    const value = text === '' ? undefined : option.read(text, place);
    if (value !== undefined) return value;
    throw missingOption(place, option);
  },
});

/** `--store and --table`, `--store, --table and --from` */
const listed = (names: readonly string[]): string => {
  const options = names.map((name) => `--${name}`);
  return `${options.slice(0, -1).join(', ')} and ${options.at(-1)}`;
};

/**
 * The one of several options that was given.
 *
 * @throws {Error} when none is, or more than one.
 */
export const exactlyOne = <Values, Name extends keyof Values & string>(
  values: Values,
  names: readonly [Name, Name, ...(readonly Name[])],
): readonly [name: Name, value: NonNullable<Values[Name]>] => {
  const given = names.flatMap((name) => {
    const value = values[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  const [first] = given;
  if (first !== undefined && given.length === 1) return first;
  throw new Error(`Cannot go on without exactly one of ${listed(names)}: ${given.length} of them are given`);
};
