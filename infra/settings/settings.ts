import { readFileSync } from 'node:fs';
import type { Node } from 'constructs';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { readProducers, type Producer } from '../access/producers.ts';

/** The settings that differ between two deployments of the same code: `cdk deploy -c catalogue=FILE -c producers=FILE -c measured=KEY,KEY -c runbook=URL -c deployment=N`. */
export interface Settings {
  /** The catalogue as JSON text, known to compile. */
  readonly catalogue: string;
  /** Who may put events on the bus. Nobody by default: a bus is closed until its producers are listed. */
  readonly producers: readonly Producer[];
  /** The segments whose entries and exits are counted one by one, and watched for jumps: the catalogue's first 20 by default, 40 at most. */
  readonly measured: readonly string[];
  /** The place of the runbook that alarms name: a URL, or by default its path in the project. */
  readonly runbook: string;
  /** The number of the deployment, which must rise whenever the catalogue changes: a function with an older number hands its messages back. 1 by default. */
  readonly deployment: number;
  /** The most persons a second that a pass over everybody ticks after a catalogue change. 100 by default. */
  readonly backfillRate: number;
  /** Whether to leave out what a local AWS emulator does not know. False by default. */
  readonly emulated: boolean;
}

/**
 * Reads the settings from the context of an app.
 *
 * @throws {Error} when the catalogue cannot be read or does not compile, the producers cannot be read or do not fit, a
 * measured segment is unknown or one too many, or `deployment` is not a positive integer.
 */
export const readSettings = (context: Node): Settings => {
  const catalogue = catalogueFrom(textIn(context, 'catalogue'));
  return {
    catalogue,
    producers: producersFrom(textIn(context, 'producers')),
    measured: measuredFrom(textIn(context, 'measured'), segmentKeys(catalogue)),
    runbook: textIn(context, 'runbook') ?? 'docs/runbook.md',
    deployment: deploymentFrom(textIn(context, 'deployment') ?? '1'),
    backfillRate: backfillRateFrom(textIn(context, 'backfillRate') ?? '100'),
    emulated: textIn(context, 'emulated') === 'true',
  };
};

/** Reads one key of the context; on the command line every value is a text. */
const textIn = (context: Node, key: string): string | undefined => {
  const value: unknown = context.tryGetContext(key);
  if (value === undefined || typeof value === 'string') return value;
  throw new TypeError(`Cannot use context ${key} as a text: current value is ${JSON.stringify(value)}`);
};

const catalogueFrom = (file: string | undefined): string => {
  const catalogue: unknown = file === undefined ? defaultCatalogue : JSON.parse(readFileSync(file, 'utf8'));
  try {
    compile(catalogue);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot deploy ${file ?? 'the default catalogue'}: ${reason}`, {
      cause,
    });
  }
  return JSON.stringify(catalogue);
};

const segmentKeys = (catalogue: string): readonly string[] => {
  const { segments }: { readonly segments: readonly { readonly key: string }[] } = JSON.parse(catalogue);
  return segments.map(({ key }) => key);
};

const producersFrom = (file: string | undefined): readonly Producer[] =>
  file === undefined ? [] : readProducers(file);

const measuredByDefault = 20;

/** The most keys of 64 characters that fit into the 4 KB of a function's environment beside the other variables. */
const measuredAtMost = 40;

const measuredFrom = (named: string | undefined, keys: readonly string[]): readonly string[] => {
  if (named === undefined) return keys.slice(0, measuredByDefault);
  const measured = [...new Set(named.split(',').filter((key) => key !== ''))];
  const unknown = measured.filter((key) => !keys.includes(key));
  if (unknown.length > 0)
    throw new Error(`Cannot measure segments that are not in the catalogue: current value is ${unknown.join(',')}`);
  if (measured.length <= measuredAtMost) return measured;
  throw new Error(`Cannot measure more than ${measuredAtMost} segments: current number is ${measured.length}`);
};

const deploymentFrom = (value: string): number => {
  const deployment = Number(value);
  if (Number.isSafeInteger(deployment) && deployment > 0) return deployment;
  throw new Error(`Cannot use context deployment as a positive integer: current value is ${JSON.stringify(value)}`);
};

/** The most ticks a second that a high-throughput queue takes in batches and the update function can follow. */
const fastestBackfill = 10_000;

const backfillRateFrom = (value: string): number => {
  const rate = Number(value);
  if (Number.isSafeInteger(rate) && rate > 0 && rate <= fastestBackfill) return rate;
  throw new Error(
    `Cannot use context backfillRate as an integer from 1 to ${fastestBackfill}: current value is ${JSON.stringify(value)}`,
  );
};
