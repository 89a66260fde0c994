import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Producer } from './producers.ts';

/** The levels of log lines, from the most to the fewest. */
export const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

type LogLevel = (typeof logLevels)[number];

/** The days after which something is forgotten. */
interface Retention {
  readonly archive: number;
  /** One of the numbers that CloudWatch Logs knows. */
  readonly logs: number;
}

/** The settings of one deployment. `docs/deploy.md` says the same of a stage's file. */
export interface PatronSettings {
  /** The beginning of every physical name, so that deployments live side by side: 2 to 32 lower-case letters, digits and hyphens. */
  readonly name: string;
  /** The segments, or `default` for the catalogue that comes with Patron. */
  readonly catalogue: CatalogueSource | 'default';
  /** Who may put events on the bus; `[]` for no one. */
  readonly producers: readonly Producer[];
  /** A positive integer that must rise whenever the catalogue changes. Default: 1. */
  readonly deployment?: number | undefined;
  /** Whether bus, archive, table, key and dead letters stay when the stacks are deleted. Default: true. */
  readonly keep?: boolean | undefined;
  /** The most people a second that a pass over everyone ticks after a catalogue change, 1 to 10,000. Default: 100. */
  readonly backfillRate?: number | undefined;
  /** The keys of the segments that are counted one by one and watched for jumps, at most 40. Default: the catalogue's first 20. */
  readonly measured?: readonly string[] | undefined;
  /** The place of the runbook that alarms name, such as a URL. Default: `docs/runbook.md`. */
  readonly runbook?: string | undefined;
  /** The memory of each function in MB, 128 to 10,240. Default: 512. */
  readonly memory?: number | undefined;
  /** The most batches that are updated at once, 2 to 1,000. Default: 100. */
  readonly concurrency?: number | undefined;
  /** The concurrency of the account that is reserved for the updates. Default: none. */
  readonly reservedConcurrency?: number | undefined;
  /** The least that functions log. Default: `INFO`. */
  readonly logLevel?: LogLevel | undefined;
  /** The days for which the archive and the logs are kept. Default: 14 and 30. */
  readonly retention?: Partial<Retention> | undefined;
  /** The ARNs of the roles and users that may take the operator's role. Default: those that the account's own policies allow. */
  readonly operators?: readonly string[] | undefined;
  /** The region to deploy to. Default: that of the app's or the pipeline's environment. */
  readonly region?: string | undefined;
}

type Optional = 'region' | 'reservedConcurrency';

/** The settings of one deployment with every default filled in. */
export interface Settings extends Required<Omit<PatronSettings, 'catalogue' | 'retention' | Optional>> {
  /** The catalogue, known to compile. */
  readonly catalogue: CatalogueSource;
  readonly retention: Retention;
  /** Undefined for none. */
  readonly reservedConcurrency?: number | undefined;
  /** Undefined for that of the app's or the pipeline's environment. */
  readonly region?: string | undefined;
}
