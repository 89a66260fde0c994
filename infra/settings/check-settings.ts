import * as z from 'zod/mini';
import { checkedCatalogue } from './catalogue.ts';
import { faultsIn } from './faults.ts';
import { integerFrom, objectOf, textWhere } from './forms.ts';
import { producersForm } from './producers.ts';
import type { PatronSettings, Settings } from './settings.ts';

const name = textWhere(
  'must be 2 to 32 lower-case letters, digits and hyphens, begin with a letter and end with neither a hyphen nor "-state"',
  (text) => /^(?!aws|ssm)[a-z][a-z0-9-]{0,30}[a-z0-9]$/.test(text) && !text.endsWith('-state'),
);

/** The most ticks a second that a high-throughput queue takes in batches and the update function can follow. */
const fastestBackfill = 10_000;

const measuredByDefault = 20;

/** The most keys of 64 characters that fit into the 4 KB of a function's environment beside the other variables. */
const measuredAtMost = 40;

const measured = z
  .array(z.string('must be the key of a segment'), 'must be a list of segments’ keys')
  .check(z.maxLength(measuredAtMost, `must name at most ${measuredAtMost} segments`));

/** Settings of parts that are planned and not built yet. */
const notYet = ['model', 'members', 'api', 'console', 'quietUntil', 'insight', 'intake', 'sources', 'destinations'];

const form = objectOf(
  {
    name,
    catalogue: z.custom(
      (value) => value !== undefined,
      'must be given: a catalogue, or "default" for the one that comes with Patron',
    ),
    producers: producersForm,
    deployment: z.optional(integerFrom(1, Number.MAX_SAFE_INTEGER, 'must be a positive integer')),
    keep: z.optional(z.boolean('must be true or false')),
    backfillRate: z.optional(integerFrom(1, fastestBackfill)),
    measured: z.optional(measured),
    runbook: z.optional(z.string('must be a text')),
    region: z.optional(
      textWhere('must be a region, such as "eu-west-1"', (text) => /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text)),
    ),
  } satisfies Record<keyof PatronSettings, z.core.$ZodType>,
  notYet,
);

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(form.def.shape);

/**
 * Checks settings and fills in the defaults.
 *
 * @param given - the settings, from a stage's file or from another project's code.
 * @param source - where they stand, for the error.
 * @throws {Error} when any does not fit, naming each fault, its rule and the value seen.
 */
export const checkSettings = (given: unknown, source: string): Settings => {
  const parsed = form.safeParse(given);
  if (!parsed.success)
    throw new Error(`Cannot use ${source} as settings: ${faultsIn(parsed.error, given, source).join('; ')}`);
  const settings = parsed.data;
  const catalogue = checkedCatalogue(settings.catalogue, `the catalogue of ${source}`);
  const keys = catalogue.segments.map(({ key }) => key);
  return {
    ...settings,
    catalogue,
    deployment: settings.deployment ?? 1,
    keep: settings.keep ?? true,
    backfillRate: settings.backfillRate ?? 100,
    measured: measuredOf(settings.measured, keys),
    runbook: settings.runbook ?? 'docs/runbook.md',
  };
};

const measuredOf = (named: readonly string[] | undefined, keys: readonly string[]): readonly string[] => {
  const unknown = (named ?? []).filter((key) => !keys.includes(key));
  if (unknown.length === 0) return named === undefined ? keys.slice(0, measuredByDefault) : [...new Set(named)];
  throw new Error(`Cannot measure segments that are not in the catalogue: current value is ${unknown.join(',')}`);
};
