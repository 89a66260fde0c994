import { Token } from 'aws-cdk-lib';
import * as z from 'zod/mini';
import { instantRule, isInstant } from '#events/forms/instant.ts';
import { insightRhythms } from '#lib/core/insight/rhythm.ts';
import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import { checkModel } from '#lib/core/segments/check/check-model.ts';
import { traceSamplings } from '#lib/tools/cost/trace-sampling.ts';
import { apiForm, checkedApi } from './api.ts';
import { checkedCatalogue } from './catalogue.ts';
import { checkConsole } from './console.ts';
import { checkedDestinations, destinationsForm } from './destinations.ts';
import { faultsIn } from './faults.ts';
import { integerFrom, integerOf, objectOf, oneOfNames, textLike } from './forms.ts';
import { checkedMembers, membersForm } from './members.ts';
import { checkedOperators, operatorsForm } from './operators.ts';
import { producersForm } from './producers.ts';
import { checkedSources, sourcesForm } from './sources.ts';
import { intakes, logLevels, type PatronSettings, type Settings } from './settings.ts';

const name = textLike(
  'must be 2 to 32 lower-case letters, digits and hyphens, begin with a letter and end with neither a hyphen nor "-state"',
  /^(?!aws|ssm|.*-state$)[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
);

/** The most ticks a second that a high-throughput queue takes in batches and the update function can follow. */
const fastestBackfill = 10_000;

const measuredByDefault = 20;

/** The most keys of 64 characters that fit into the 4 KB of a function's environment beside the other variables. */
const measuredAtMost = 40;

const measuredForm = z
  .array(z.string('must be the key of a segment'), 'must be a list of segments’ keys')
  .check(z.maxLength(measuredAtMost, `must name at most ${measuredAtMost} segments`));

/** The days that CloudWatch Logs takes. */
const logs = integerOf([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

const days = integerFrom(1, 3_653);

/** Messages live for 14 days: until then a commit may still owe the row of a change, which must not have expired by then. */
const fewestChangeDays = 30;

const retention = objectOf({
  archive: z.optional(days),
  logs: z.optional(logs),
  quarantine: z.optional(days),
  changes: z.optional(integerFrom(fewestChangeDays, 3_653)),
});

const topicArn = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/;

const topic = textLike(
  'must be the ARN of an SNS topic',
  topicArn,
  (text) => Token.isUnresolved(text) || topicArn.test(text),
);

/** What a new table takes is the least that DynamoDB lets anyone ask for. Above 40,000 the account's quota must be raised. */
const warmThroughput = objectOf({ reads: integerFrom(12_000, 10_000_000), writes: integerFrom(4_000, 10_000_000) });

const quietUntil = textLike(instantRule, /^\d{4}-\d\d-\d\dT\d\d:\d\d/, isInstant);

/** The settings of a deployment. */
export const settingsForm = objectOf({
  name,
  catalogue: z.custom(
    (value) => value !== undefined,
    'must be given: a catalogue, or "default" for the one that comes with Patron',
  ),
  model: z.optional(z.custom<PredictionModel>()),
  producers: producersForm,
  deployment: z.optional(integerFrom(1, Number.MAX_SAFE_INTEGER, 'must be a positive integer')),
  keep: z.optional(z.boolean('must be true or false')),
  backfillRate: z.optional(integerFrom(1, fastestBackfill)),
  measured: z.optional(measuredForm),
  quietUntil: z.optional(quietUntil),
  members: z.optional(membersForm),
  api: z.optional(apiForm),
  console: z.optional(z.boolean('must be true or false')),
  sources: z.optional(sourcesForm),
  destinations: z.optional(destinationsForm),
  runbook: z.optional(z.string('must be a text')),
  memory: z.optional(integerFrom(128, 10_240)),
  concurrency: z.optional(integerFrom(2, 1_000)),
  reservedConcurrency: z.optional(integerFrom(1, 1_000_000)),
  intake: z.optional(oneOfNames(intakes)),
  insight: z.optional(z.enum(insightRhythms, 'must be "weekly" or "off"')),
  logLevel: z.optional(z.enum(logLevels, `must be one of ${logLevels.join(', ')}`)),
  traceSampling: z.optional(
    z.enum(traceSamplings, 'must be "producers", "default", which is Lambda’s own rate and cannot be set, or "off"'),
  ),
  retention: z.optional(retention),
  warmThroughput: z.optional(warmThroughput),
  alarms: z.optional(objectOf({ topic: z.optional(topic) })),
  operators: z.optional(operatorsForm),
  region: z.optional(textLike('must be a region, such as "eu-west-1"', /^[a-z]{2}(?:-[a-z]+)+-\d$/)),
} satisfies Record<keyof PatronSettings, z.core.$ZodType>);

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(settingsForm.def.shape);

/** What holds where a setting is not given. */
export const defaults = {
  keep: true,
  backfillRate: 100,
  members: 'all',
  console: false,
  sources: [],
  destinations: [],
  runbook: 'docs/runbook.md',
  memory: 512,
  concurrency: 100,
  intake: 'fifo',
  insight: 'weekly',
  logLevel: 'INFO',
  traceSampling: 'producers',
  retention: { archive: 14, logs: 30, quarantine: 90 },
  alarms: {},
  operators: [],
} as const;

/** Leaves out what is given as undefined, so that the default stands. */
const withoutAbsent = <Given extends object>(given: Given) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    readonly [Key in keyof Given]: Exclude<Given[Key], undefined>;
  };

/**
 * Checks settings and fills in the defaults.
 *
 * @param given - the settings, from a stage's file or from another project's code.
 * @param source - where they stand, for the error.
 * @throws {Error} when any does not fit, naming each fault, its rule and the value seen.
 */
export const checkSettings = (given: unknown, source: string): Settings => {
  const parsed = settingsForm.safeParse(given);
  if (!parsed.success)
    throw new Error(`Cannot use ${source} as settings: ${faultsIn(parsed.error, given, source).join('; ')}`);
  const { model: fitted, ...settings } = parsed.data;
  const model = fitted === undefined ? undefined : checkModel(fitted, `the model of ${source}`);
  const catalogue = checkedCatalogue(settings.catalogue, `the catalogue of ${source}`, model);
  const keys = catalogue.segments.map(({ key }) => key);
  const measured = measuredOf(settings.measured, keys);
  checkConsole(settings, source);
  return {
    ...defaults,
    ...withoutAbsent(settings),
    catalogue,
    measured,
    api: checkedApi(settings.api, keys),
    operators: checkedOperators(settings.operators ?? []),
    sources: checkedSources(settings.sources ?? defaults.sources),
    destinations: checkedDestinations(settings.destinations ?? defaults.destinations, keys),
    members: checkedMembers({ members: settings.members ?? defaults.members, measured }, keys),
    retention: { ...defaults.retention, ...withoutAbsent(settings.retention ?? {}) },
  };
};

const measuredOf = (named: readonly string[] | undefined, keys: readonly string[]): readonly string[] => {
  const unknown = (named ?? []).filter((key) => !keys.includes(key));
  if (unknown.length === 0) return named === undefined ? keys.slice(0, measuredByDefault) : [...new Set(named)];
  throw new Error(`Cannot measure segments that are not in the catalogue: current value is ${unknown.join(',')}`);
};
