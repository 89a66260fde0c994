import { instantOption, switchOption, wholeNumberOption, type OptionValues } from '../command/options.ts';
import { knownCatalogueOption } from '../input/known-catalogue.ts';
import { queueOption } from '../input/queue-option.ts';
import { changesOption } from '../output/write-changes.ts';

const fastest = 10_000;

/** The options of a backfill, beside those that name the store. */
export const backfillOptions = {
  ...knownCatalogueOption,
  deployment: wholeNumberOption(
    'The number of the deployment, which rises with every catalogue; needed without --behind.',
    Number.MAX_SAFE_INTEGER,
  ),
  rate: wholeNumberOption(
    'The most customers a second; by default 100 with --table, and no limit with --store.',
    fastest,
  ),
  ...queueOption('With --table: the intake queue of the deployment.'),
  at: instantOption('With --store: the instant of the deployment; by default now.'),
  ...changesOption,
  behind: switchOption('Decides no one, and lists those whom another catalogue decided last, one line of JSON each.'),
};

export type BackfillValues = OptionValues<typeof backfillOptions>;
