/** What one variable must be, and what its text stands for. */
interface Variable<Value> {
  readonly pattern: RegExp;
  /** In words, as `must be a URL`. */
  readonly rule: string;
  readonly read: (text: string) => Value;
  readonly isOptional?: boolean;
}

const must = 'must be given';

const text = (pattern = /[^]/, rule = must): Variable<string> => ({ pattern, rule, read: (written) => written });

const wholeNumber = (pattern: RegExp, rule: string): Variable<number> => ({ pattern, rule, read: Number });

const words: Variable<ReadonlySet<string>> = {
  pattern: /^/,
  rule: must,
  read: (written) => new Set(written.split(',').filter((word) => word !== '')),
};

const optional = <Value>(variable: Variable<Value>): Variable<Value | undefined> => ({ ...variable, isOptional: true });

/** All that a function may ask its environment for; nothing else in Patron reads it. */
export const variables = {
  /** The table that holds everything. */
  TABLE_NAME: text(),
  /** The bus on which changes go out. */
  BUS_NAME: text(),
  /** The FIFO queue in front of the updates. */
  QUEUE_URL: text(/^https?:\/\//, 'must be a URL'),
  /** Rises with every deployment. */
  DEPLOYMENT: wholeNumber(/^[1-9]\d{0,9}$/, 'must be a positive whole number'),
  /** How many persons a second a pass over everybody ticks, at most. */
  BACKFILL_RATE: wholeNumber(/^[1-9]\d{0,4}$/, 'must be a whole number from 1 to 99999'),
  /** What runs a pass over everybody. */
  STATE_MACHINE_ARN: text(),
  /** The catalogue's JSON, which `patron check` accepts; by default `catalogue.json` beside the code. */
  CATALOGUE_FILE: optional(text()),
  /** The keys, between commas, of the segments that are counted one by one; all segments where it is not given, none where it is empty. */
  MEASURED_SEGMENTS: optional(words),
  /** Where Lambda has put the code. */
  LAMBDA_TASK_ROOT: optional(text()),
  /** As whom Lambda lets the function act. */
  AWS_ACCESS_KEY_ID: text(),
  AWS_SECRET_ACCESS_KEY: text(),
  /** Empty where an emulator has none. */
  AWS_SESSION_TOKEN: optional(text(/^/)),
} as const;

/** A function cannot start as it was configured. Names each variable, its rule and the value seen. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

type Environment = Readonly<Record<string, string | undefined>>;

type Values<Needs> = { readonly [Name in keyof Needs]: Needs[Name] extends Variable<infer Value> ? Value : never };

/** What is wrong with a variable; undefined for nothing. */
const faultOf = ({ pattern, rule, isOptional }: Variable<unknown>, written: string | undefined): string | undefined => {
  if (written === undefined) return isOptional ? undefined : must;
  return pattern.test(written) ? undefined : rule;
};

/**
 * Reads some of `variables`. Plain code, for every cold start waits for it: a schema library took 2 ms here.
 *
 * @throws {EnvironmentError} when any of them is missing or has a wrong form.
 */
export const readEnvironment = <Needs extends Readonly<Record<string, Variable<unknown>>>>(
  needs: Needs,
  environment: Environment = process.env,
): Values<Needs> => {
  const asked = Object.entries(needs).map(([name, variable]) => ({ name, variable, written: environment[name] }));
  const faults = asked.flatMap(({ name, variable, written }) => {
    const fault = faultOf(variable, written);
    return fault === undefined ? [] : [`${name} ${fault}, current value is ${written ?? 'absent'}`];
  });
  if (faults.length > 0) throw new EnvironmentError(`Cannot start as configured: ${faults.join('; ')}`);
  const values = asked.map(({ name, variable, written }) => [
    name,
    written === undefined ? undefined : variable.read(written),
  ]);
  return Object.fromEntries(values) as Values<Needs>;
};
