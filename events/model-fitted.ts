import * as z from 'zod/mini';
import { listOf, openObject } from './forms/form.ts';
import { field, group } from './forms/group.ts';
import { integerFromZero, numberFromZero, share } from './forms/number.ts';
import { text, textLike } from './forms/text.ts';
import { isRecord } from './is-record.ts';
import { defineAnnouncement } from './segment-change.ts';

const days = textLike(/^P[0-9]+D$/, { rule: 'must be a number of days, such as P91D' });

const baselines = openObject<object>({
  name: 'Baselines',
  rule: 'must be an object',
  json: { type: 'object' },
  holds: isRecord,
});

const tenth = group('CalibrationTenth', {
  expected: field(share, 'The share expected to order.'),
  seen: field(share, 'The share that did.'),
});

/** How well the model foretold the end of the history, when it was fitted without it. */
const quality = group('ModelQuality', {
  holdout: field(days, 'The length of that end, such as `P91D`.'),
  customers: field(z.optional(integerFromZero), 'How many people had ordered before it: all figures are of these.'),
  mae: field(numberFromZero, 'The mean absolute error of a person’s orders.'),
  rmse: field(numberFromZero, 'The root of the mean squared error of a person’s orders.'),
  totalRatio: field(numberFromZero, 'Expected orders of all / those that came.'),
  auc: field(share, 'How well it tells those who order again from others: 0.5 by chance, at most 1.'),
  brier: field(share, 'The mean squared error of the probability to order again.'),
  brierOfBaseRate: field(share, 'The same of giving everybody the same probability.'),
  baselines: field(baselines, 'How guesses that need no model did, by their names.'),
  calibration: field(listOf(tenth), 'By tenth of people, from the least likely on.'),
});

export const modelFitted = defineAnnouncement({
  type: 'ModelFitted',
  meaning:
    'The pass over everybody has fitted a model that foretells better than the share of those who order again. Nothing uses it until it is deployed.',
  data: {
    modelId: field(text, 'The name of the model.'),
    quality: field(quality, 'How well it foretold the end of the history, when it was fitted without it.'),
    wouldChange: field(
      integerFromZero,
      'About how many people would enter or leave a segment if the model took the place of the catalogue’s.',
    ),
  },
});
