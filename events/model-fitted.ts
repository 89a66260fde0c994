import { form, group, listOf, openObject } from './forms/form.ts';
import { integerFromZero, isShare, numberFromZero } from './forms/number.ts';
import { text, textLike } from './forms/text.ts';
import { isRecord } from './is-record.ts';
import { defineAnnouncement } from './segment-change.ts';

const share = form<number>({ as: 'number', rule: 'must be a number from 0 to 1', holds: isShare });

/** How well the model foretold the end of the history, when it was fitted without it. */
const quality = group({
  /** The length of that end, such as `P91D`. */
  holdout: textLike(/^P\d+D$/, 'must be a number of days, such as P91D'),
  /** The mean absolute error and the root of the mean squared error of a person's orders. */
  mae: numberFromZero,
  rmse: numberFromZero,
  /** Expected orders of all / those that came. */
  totalRatio: numberFromZero,
  /** How well it tells those who order again from others: 0.5 by chance, at most 1. */
  auc: share,
  /** The mean squared error of the probability to order again, and that of giving everybody the same. */
  brier: share,
  brierOfBaseRate: share,
  /** How guesses that need no model did, by their names. */
  baselines: openObject<object>({ rule: 'must be an object', holds: isRecord }),
  /** By tenth of people, from the least likely on: the share expected to order, and the share that did. */
  calibration: listOf(group({ expected: share, seen: share })),
});

/** The pass over everybody has fitted a model that foretells better than the share of those who order again. Nothing uses it until it is deployed. */
export const modelFitted = defineAnnouncement(
  'ModelFitted',
  group({
    modelId: text,
    quality,
    /** About how many people would enter or leave a segment if the model took the place of the catalogue's. */
    wouldChange: integerFromZero,
  }),
);
