import { boundaryText } from './refusals.ts';
import type { OrderFit } from './fit-orders.ts';
import type { Month } from './month-counts.ts';
import type { Quality } from './quality/quality.ts';

/** What a reader of the model must know. */
export interface Known {
  readonly historyDays: number;
  /** Those that the history holds wholly. */
  readonly months: readonly Month[];
  readonly fits: readonly OrderFit[];
  readonly chosen: OrderFit;
  readonly quality: Quality;
}

const twoYears = 730;
const fewestMonths = 3;

/** The largest error of the total that passes without a word. */
const worthSaying = 0.1;

const times = (ratio: number): string => ratio.toFixed(2);

const peakOf = (months: readonly Month[]): string => {
  const mean = months.reduce((sum, { purchaseDays }) => sum + purchaseDays, 0) / months.length;
  if (months.length < fewestMonths || mean === 0) return '';
  const peak = months.reduce((one, other) => (other.purchaseDays > one.purchaseDays ? other : one));
  return ` The busiest month, ${peak.name}, had ${times(peak.purchaseDays / mean)} times the purchase days of the average one.`;
};

const seasonOf = ({ months, historyDays }: Known): string => {
  const short =
    historyDays < twoYears
      ? ` The history of ${historyDays} days is shorter than two years, so it cannot tell a season from growth.`
      : '';
  return `The model knows no season: before a busy one it expects too few orders, after it too many.${peakOf(months)}${short}`;
};

const totalOf = ({ quality: { totalRatio, holdout } }: Known): readonly string[] =>
  Math.abs(totalRatio - 1) < worthSaying
    ? []
    : [`In the last ${holdout} it expected ${times(totalRatio)} times the purchase days that came.`];

const passedOver = ({ fits, chosen }: Known): readonly string[] =>
  fits
    .filter(({ boundaries, logLikelihood }) => boundaries.length > 0 && logLikelihood > chosen.logLikelihood)
    .map(
      ({ orders: { k }, boundaries }) =>
        `k = ${k} makes the orders more likely but was passed over, since it has no maximum within bounds: ${boundaryText(boundaries)}.`,
    );

/** Whether a baseline came nearer to what people ordered than the model did. */
const beatenBy = ({ quality: { mae, rmse, baselines } }: Known): readonly string[] => {
  const words = { rate: 'their own rate', lastPeriod: 'the period before', recencyFrequency: 'recency and frequency' };
  return Object.entries(baselines)
    .filter(([, baseline]) => baseline.mae < mae && baseline.rmse < rmse)
    .map(
      ([name]) => `Guessing each customer's orders by ${words[name as keyof typeof words]} was nearer on the holdout.`,
    );
};

/** What is to be known before a model is trusted; the season always. */
export const warningsOf = (known: Known): readonly string[] => [
  seasonOf(known),
  ...totalOf(known),
  ...beatenBy(known),
  ...passedOver(known),
];
