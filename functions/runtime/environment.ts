import { parseInstant, type Instant } from '#lib/core/time/instant.ts';

/** The form of one variable, and how its text is read. */
interface Variable<Value> {
  readonly pattern: RegExp;
  /** The form in words, such as `must be a URL`. */
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

const lines = (line: RegExp, rule: string): Variable<readonly (readonly string[])[]> => ({
  pattern: new RegExp(`^(?:${line.source.slice(1, -1)}(?:\n|$))+$`),
  rule,
  read: (written) =>
    written
      .trimEnd()
      .split('\n')
      .map((each) => each.split(' ')),
});

const optional = <Value>(variable: Variable<Value>): Variable<Value | undefined> => ({ ...variable, isOptional: true });

const instant: Variable<Instant> = {
  pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  rule: 'must be an instant in UTC with milliseconds, such as 2026-11-02T09:12:00.000Z',
  read: parseInstant,
};

/** Every variable that a function may read; nothing else in Patron reads the environment. */
const variables = {
  /** The name of the deployment. */
  PATRON_NAME: optional(text()),
  /** The table of profiles, ledger and changes. */
  TABLE_NAME: text(),
  /** The bucket of what passes for insight find. */
  BUCKET_NAME: text(),
  /** The same where passes for insight may be switched off; absent then. */
  RESULTS_BUCKET_NAME: optional(text()),
  /** The table of what guards the HTTP API. */
  GUARDS_TABLE_NAME: text(),
  /** The bus on which changes are published. */
  BUS_NAME: text(),
  /** The FIFO queue in front of the updates. */
  QUEUE_URL: text(/^https?:\/\//, 'must be a URL'),
  /** The data stream in front of the updates; absent where the FIFO queue takes all that is new. */
  STREAM_NAME: optional(text()),
  /** The FIFO queue of people whose messages would hold others up. */
  SLOW_QUEUE_URL: text(/^https?:\/\//, 'must be a URL'),
  /** The queue of what the function gives up. */
  DEAD_LETTERS_URL: text(/^https?:\/\//, 'must be a URL'),
  /** The queues of sources, a line each: the ARN and the name of the adapter. */
  SOURCES: lines(/^arn:\S+ [A-Za-z]+$/, 'must be lines of a queue’s ARN and the name of an adapter'),
  /** The webhooks of sources, a line each: the path, the name of the adapter, the name of the secret and the URL of the queue. */
  HOOKS: lines(
    /^[\w-]+ [A-Za-z]+ \S+ https?:\/\/\S+$/,
    'must be lines of a path, the name of an adapter, the name of a secret and the URL of a queue',
  ),
  /** The webhooks that changes are posted to, a line each: the ARN of its queue, its URL and the name of its secret. */
  WEBHOOKS: lines(
    /^arn:\S+ https:\/\/\S+ \S+$/,
    'must be lines of a queue’s ARN, an https URL and the name of a secret',
  ),
  /** The queue of what the bus says of the made-up person. */
  HEARD_QUEUE_URL: text(/^https?:\/\//, 'must be a URL'),
  /** The number of the deployment, which rises whenever the catalogue changes. */
  DEPLOYMENT: wholeNumber(/^[1-9]\d{0,15}$/, 'must be a positive whole number'),
  /** The most people a second that a pass over everyone ticks. */
  BACKFILL_RATE: wholeNumber(/^[1-9]\d{0,4}$/, 'must be a whole number from 1 to 99999'),
  /** The state machine that runs a pass over everyone. */
  STATE_MACHINE_ARN: text(),
  /** The days for which refused events are kept; 90 where absent. */
  QUARANTINE_DAYS: optional(wholeNumber(/^[1-9]\d{0,3}$/, 'must be a whole number of days')),
  /** The days for which changes are kept; as long as their person where absent. */
  CHANGES_DAYS: optional(wholeNumber(/^[1-9]\d{0,3}$/, 'must be a whole number of days')),
  /** Changes that take effect before this instant are kept off the bus; none where absent. */
  QUIET_UNTIL: optional(instant),
  /** The catalogue's JSON, which `patron check` accepts; by default `catalogue.json` beside the code. */
  CATALOGUE_FILE: optional(text()),
  /** The JSON of who may ask the HTTP API; by default `access.json` beside the code. */
  ACCESS_FILE: optional(text()),
  /** The OpenAPI document of the HTTP API; by default `openapi.json` beside the code. */
  OPENAPI_FILE: optional(text()),
  /** The keys of the segments that are counted one by one, separated by commas: all segments where absent, none where empty. */
  MEASURED_SEGMENTS: optional(words),
  /** The table of who is in a segment; absent where no members are kept. */
  MEMBERS_TABLE_NAME: optional(text()),
  /** The keys of the segments whose members are kept, separated by commas: all segments where absent. */
  MEMBER_SEGMENTS: optional(words),
  /** The table of what was published lately; absent without a console. */
  FEED_TABLE_NAME: optional(text()),
  /** The folder of the code on Lambda. */
  LAMBDA_TASK_ROOT: optional(text()),
  /** The credentials of the function's role. */
  AWS_ACCESS_KEY_ID: text(),
  AWS_SECRET_ACCESS_KEY: text(),
  /** Empty on an emulator. */
  AWS_SESSION_TOKEN: optional(text(/^/)),
} as const;

export type VariableName = keyof typeof variables;

type ValueOf<Of> = Of extends Variable<infer Value> ? Value : never;

/** The values of some variables, by name. */
export type Environment<Name extends VariableName = VariableName> = {
  readonly [Each in Name]: ValueOf<(typeof variables)[Each]>;
};

/** A function cannot start as configured. Names each variable at fault, its rule and the value seen. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** The fault of a variable's text; undefined where there is none. */
const faultOf = ({ pattern, rule, isOptional }: Variable<unknown>, written: string | undefined): string | undefined => {
  if (written === undefined) return isOptional ? undefined : must;
  return pattern.test(written) ? undefined : rule;
};

const valueOf = (name: VariableName, written: string | undefined): unknown =>
  written === undefined ? undefined : variables[name].read(written);

/**
 * Reads some of `variables`. Plain code instead of a schema library, because every cold start waits for it.
 *
 * @throws {EnvironmentError} when any of them is missing or has a wrong form.
 */
export const readEnvironment = <Name extends VariableName>(
  needs: readonly Name[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Environment<Name> => {
  const faults = needs.flatMap((name) => {
    const fault = faultOf(variables[name], environment[name]);
    return fault === undefined ? [] : [`${name} ${fault}, current value is ${environment[name] ?? 'absent'}`];
  });
  if (faults.length > 0) throw new EnvironmentError(`Cannot start as configured: ${faults.join('; ')}`);
  return Object.fromEntries(needs.map((name) => [name, valueOf(name, environment[name])])) as Environment<Name>;
};
