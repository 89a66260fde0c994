import { moneyWords } from '#lib/core/money.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import { counted, number, percent } from '../output/numbers.ts';
import { table } from '../output/table.ts';

const fourDigits = (value: number): string => String(Number(value.toPrecision(4)));

const ordersLine = ({ orders: { k, r, alpha, a, b }, fit }: FittedModel): string =>
  `Orders: k ${k}, r ${fourDigits(r)}, alpha ${fourDigits(alpha)}, a ${fourDigits(a)}, b ${fourDigits(b)}; log-likelihood ${number(fit.logLikelihood)} over ${counted(fit.cells, 'cell')}`;

const spendLine = ({ spend: { p, q, v } }: FittedModel): string =>
  `Spend: p ${fourDigits(p)}, q ${fourDigits(q)}, v ${fourDigits(v)} in minor units`;

const tiersLine = ({ tiers: { high, medium } }: FittedModel, currency: string): string =>
  `Tiers by the value of the next 365 days: high from ${moneyWords(high, currency)}, medium from ${moneyWords(medium, currency)}`;

const triedLine = ({ fit: { alternatives } }: FittedModel): string => {
  const each = alternatives.map(
    ({ k, logLikelihood, boundary }) =>
      `${k}: ${number(logLikelihood)}${boundary === undefined ? '' : ` (no maximum: ${boundary.join(', ')})`}`,
  );
  return `Log-likelihood by k: ${each.join(', ')}`;
};

/** What guesses are called. */
const names = {
  rate: 'their own rate so far',
  lastPeriod: 'the period before again',
  recencyFrequency: 'recency and frequency',
} as const;

const cell = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(3));

const guesses = ({ quality }: FittedModel): readonly string[] => {
  const { mae, rmse, totalRatio, auc, brier, brierOfBaseRate, baselines } = quality;
  const rows = [
    { name: 'the model', mae, rmse, totalRatio, auc, brier },
    ...Object.entries(baselines).map(([name, figures]) => ({
      name: names[name as keyof typeof names],
      brier: undefined,
      ...figures,
    })),
    {
      name: 'everybody alike',
      mae: undefined,
      rmse: undefined,
      totalRatio: undefined,
      auc: undefined,
      brier: brierOfBaseRate,
    },
  ];
  return table(
    [
      ['', 'MAE', 'RMSE', 'expected/came', 'AUC', 'Brier'],
      ...rows.map((row) => [row.name, ...[row.mae, row.rmse, row.totalRatio, row.auc, row.brier].map(cell)]),
    ],
    ['left', 'right', 'right', 'right', 'right', 'right'],
  );
};

const tenths = ({ quality: { calibration } }: FittedModel): readonly string[] =>
  table(
    [
      ['expected to order', ...calibration.map(({ expected }) => percent(expected))],
      ['ordered', ...calibration.map(({ seen }) => percent(seen))],
    ],
    ['left', ...calibration.map(() => 'right' as const)],
  );

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n');

/** A model with its quality, as people read it. */
export const fitText = (model: FittedModel, currency: string): string =>
  [
    [
      `${model.modelId}: fitted to ${counted(model.fit.customers, 'buyer')} as of ${model.asOf}`,
      indented([ordersLine(model), triedLine(model), spendLine(model), tiersLine(model, currency)]),
    ].join('\n'),
    [`Held to the last ${model.quality.holdout}, by a fit without it:`, indented(guesses(model))].join('\n'),
    ['By tenth, from the least likely to order again to the most:', indented(tenths(model))].join('\n'),
    ...model.warnings.map((warning) => `warning: ${warning}`),
  ].join('\n\n');
