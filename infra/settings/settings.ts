import type { InsightRhythm } from '#lib/core/insight/rhythm.ts';
import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { TraceSampling } from '#lib/tools/cost/trace-sampling.ts';
import type { Api, ApiSettings } from './api.ts';
import type { Destination, DestinationSettings } from './destination.ts';
import type { KeptMembers } from './members.ts';
import type { Operator } from './operators.ts';
import type { Producer } from './producers.ts';
import type { SourceSettings } from './sources.ts';

/** The levels of log lines, from the most to the fewest. */
export const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

export type LogLevel = (typeof logLevels)[number];

/**
 * Where events wait for the updates: in a FIFO queue, or in a data stream, which costs less from about eight events a second on.
 * `drain` is the way back from the stream: new events wait in the queue, and what is left in the stream is still taken.
 */
export const intakes = ['fifo', 'stream', 'drain'] as const;

type Intake = (typeof intakes)[number];

/** The days after which something is forgotten. */
interface Retention {
  readonly archive: number;
  /** One of the numbers that CloudWatch Logs knows. */
  readonly logs: number;
  /** For refused events. */
  readonly quarantine: number;
  /** For the changes of a person, at least 30; undefined for as long as the profile is kept. */
  readonly changes?: number | undefined;
}

/** Where alarms ring. */
interface Alarms {
  /** The ARN of an SNS topic of yours, whose policy lets CloudWatch publish; undefined for one of the deployment's own. */
  readonly topic?: string | undefined;
}

/** What the table takes at once from the first second on, in units a second. */
export interface WarmThroughput {
  /** Read units, 12,000 or more: that is what a new table takes. */
  readonly reads: number;
  /** Write units, 4,000 or more. */
  readonly writes: number;
}

/** The settings of one deployment. `docs/deploy.md` says the same of a stage's file. */
export interface PatronSettings {
  /** The beginning of every physical name, so that deployments live side by side: 2 to 32 lower-case letters, digits and hyphens. */
  readonly name: string;
  /** The segments, or `default` for the catalogue that comes with Patron. */
  readonly catalogue: CatalogueSource | 'default';
  /** A fitted model in place of the catalogue's `predict`; beside `default` it adds the segments that need one. Default: none. */
  readonly model?: PredictionModel | undefined;
  /** Who may put events on the bus; `[]` for no one. */
  readonly producers: readonly Producer[];
  /** A positive integer that must rise whenever the catalogue changes. Default: the gate counts, one up for each other catalogue. */
  readonly deployment?: number | undefined;
  /** Whether bus, archive, table, key and dead letters stay when the stacks are deleted. Default: true. */
  readonly keep?: boolean | undefined;
  /** The most people a second that a pass over everyone ticks after a catalogue change, 1 to 10,000. Default: 100. */
  readonly backfillRate?: number | undefined;
  /** The keys of the segments that are counted one by one and watched for jumps, at most 40. Default: the catalogue's first 20. */
  readonly measured?: readonly string[] | undefined;
  /** An instant: changes that take effect before it are kept off the bus. Default: none. */
  readonly quietUntil?: string | undefined;
  /** The segments whose members are kept in a table of their own: `all`, `none`, or the keys of some. Default: `all`. */
  readonly members?: KeptMembers | undefined;
  /** Who may ask the HTTP API, and how often. Default: there is none. */
  readonly api?: ApiSettings | undefined;
  /** Whether the console is deployed, before the HTTP API. Default: false. */
  readonly console?: boolean | undefined;
  /** The other systems whose events are taken. Default: none. */
  readonly sources?: readonly SourceSettings[] | undefined;
  /** The tools that are told who enters and leaves segments. Default: none. */
  readonly destinations?: readonly DestinationSettings[] | undefined;
  /** The place of the runbook that alarms name, such as a URL. Default: `docs/runbook.md`. */
  readonly runbook?: string | undefined;
  /** The memory of each function in MB, 128 to 10,240. Default: 512. */
  readonly memory?: number | undefined;
  /** The most batches that are updated at once, 2 to 1,000. Default: 100. */
  readonly concurrency?: number | undefined;
  /** The concurrency of the account that is reserved for the updates. Default: none. */
  readonly reservedConcurrency?: number | undefined;
  /** What the table takes from the first second on, paid for once. Default: what a new table of DynamoDB takes. */
  readonly warmThroughput?: WarmThroughput | undefined;
  /** Where events wait for the updates. Default: `fifo`. */
  readonly intake?: Intake | undefined;
  /** Whether everybody is passed over for insight every week, or none of it is deployed. Default: `weekly`. */
  readonly insight?: InsightRhythm | undefined;
  /** The least that functions log. Default: `INFO`. */
  readonly logLevel?: LogLevel | undefined;
  /**
   * Whether X-Ray traces what a producer's trace has sampled, beside that what Lambda samples by default (one a second and 5 % of the
   * others, which is fixed), or nothing. Default: `producers`.
   */
  readonly traceSampling?: TraceSampling | undefined;
  /** The days for which things are kept. Default: the archive 14, logs 30, quarantine 90, changes as long as the profile. */
  readonly retention?: Partial<Retention> | undefined;
  /** Where alarms ring. Default: on a topic of the deployment's own. */
  readonly alarms?: Alarms | undefined;
  /**
   * Who may take the operator's role, as ARNs of roles and users or with `mfa`. Default: those whom the account's own policies allow
   * and who have a second factor.
   */
  readonly operators?: readonly (string | Operator)[] | undefined;
  /** The region to deploy to. Default: that of the app's or the pipeline's environment. */
  readonly region?: string | undefined;
}

type Optional = 'api' | 'deployment' | 'model' | 'quietUntil' | 'region' | 'reservedConcurrency' | 'warmThroughput';

/** The settings of one deployment with every default filled in. */
export interface Settings extends Required<
  Omit<PatronSettings, 'catalogue' | 'destinations' | 'operators' | 'retention' | 'sources' | Optional>
> {
  /** The catalogue with its model, known to compile. */
  readonly catalogue: CatalogueSource;
  readonly retention: Retention;
  readonly operators: readonly Required<Operator>[];
  readonly sources: readonly SourceSettings[];
  readonly destinations: readonly Destination[];
  /** Undefined for none. */
  readonly api: Api | undefined;
  /** Undefined where the gate counts. */
  readonly deployment?: number | undefined;
  /** Undefined for none. */
  readonly quietUntil?: string | undefined;
  /** Undefined for none. */
  readonly reservedConcurrency?: number | undefined;
  /** Undefined for that of the app's or the pipeline's environment. */
  readonly region?: string | undefined;
  /** Undefined for what a new table takes. */
  readonly warmThroughput?: WarmThroughput | undefined;
}
