import { instantOption, switchOption, textOption, wholeNumberOption, type OptionValues } from '../command/options.ts';
import { changesOption } from '../output/write-changes.ts';

const fastest = 10_000;

/** The options of a backfill, beside those that name the store. */
export const backfillOptions = {
  segments: textOption(
    'FILE',
    'The catalogue of segments, as JSON; by default the one that comes with Patron. Of a table, the one deployed.',
  ),
  deployment: wholeNumberOption(
    'The number of the deployment, which rises with every catalogue; needed but for --behind.',
    Number.MAX_SAFE_INTEGER,
  ),
  rate: wholeNumberOption(
    'How many customers a second, at most; 100 by default with --table, else all it can.',
    fastest,
  ),
  queue: textOption('URL', 'With --table: the intake queue of the deployment.'),
  at: instantOption('With --store: when they are decided; by default now.'),
  ...changesOption,
  behind: switchOption('Decides nobody, and lists who is decided by another catalogue, one line of JSON each.'),
};

export type BackfillValues = OptionValues<typeof backfillOptions>;
