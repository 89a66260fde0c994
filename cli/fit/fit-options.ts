import { allRegularities } from '#lib/core/predictions/fit/fit-model.ts';
import { day, parseDuration } from '#lib/core/time/duration.ts';
import {
  choiceOption,
  instantOption,
  readOption,
  required,
  switchOption,
  textOption,
  type OptionValues,
} from '../command/options.ts';
import { knownCatalogueOption } from '../input/known-catalogue.ts';
import { storeOptions } from '../input/store-options.ts';

const wholeDays = (text: string): number | undefined => {
  const days = (parseDuration(text) ?? 0) / day;
  return days >= 1 && Number.isInteger(days) ? days : undefined;
};

/** The options of a fit. */
export const fitOptions = {
  ...storeOptions,
  scan: switchOption('With --table: reads everybody, and prints first what that costs.'),
  'as-of': instantOption(
    'Only events that had arrived by then count, read from the ledger; by default all, as of the latest of them.',
  ),
  holdout: readOption(
    {
      value: 'DURATION',
      meaning: 'The end of the history, on which the quality is measured; by default its last quarter.',
    },
    'a duration of whole days, such as P91D or P13W',
    wholeDays,
  ),
  k: choiceOption(
    { value: 'auto|1..4', meaning: 'How regular the gaps between orders are; by default auto, the likeliest.' },
    ['auto', '1', '2', '3', '4'] as const,
  ),
  spend: choiceOption(
    {
      value: 'all|repeat',
      meaning: 'Fits spend to all purchase days, so by default, or to all but the first, read from the ledger.',
    },
    ['all', 'repeat'] as const,
  ),
  ...knownCatalogueOption,
  out: required(textOption('FILE', 'Where to write the model, as JSON.')),
};

export type FitValues = OptionValues<typeof fitOptions>;

/** The regularities to try. */
export const regularitiesIn = ({ k = 'auto' }: FitValues): readonly number[] =>
  k === 'auto' ? allRegularities : [Number(k)];
