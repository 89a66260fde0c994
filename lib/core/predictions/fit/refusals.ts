import type { Boundary } from './boundary.ts';
import type { OrderFit } from './fit-orders.ts';
import type { SpendFit } from './fit-spend.ts';
import type { OrderCounts } from './order-counts.ts';
import { holdoutLimit } from './quality/case-counts.ts';
import type { Holdout } from './quality/holdout.ts';
import type { Quality } from './quality/quality.ts';

/** Data that no model can be fitted to, or a model that is not worth having. */
export class FitRefusedError extends Error {
  override readonly name = 'FitRefusedError';
  /** The reason for a reader who knows no statistics, as a clause that counts nobody: `fewer than 100 people have ordered`. */
  readonly plainly: string;

  constructor(message: string, plainly: string = message) {
    super(message);
    this.plainly = plainly;
  }
}

const refuse = (message: string, plainly: string): never => {
  throw new FitRefusedError(message, plainly);
};

const fewestBuyers = 100;
const fewestRepeatBuyers = 30;
const shortestHistory = 60;

/** @throws {FitRefusedError} for data that are too few to learn from. */
export const refuseTooFew = ({ buyers, repeatBuyers, historyDays }: OrderCounts): void => {
  if (buyers < fewestBuyers)
    refuse(
      `Cannot fit a model to fewer than ${fewestBuyers} buyers: current value is ${buyers}`,
      `fewer than ${fewestBuyers} people have ordered`,
    );
  if (repeatBuyers < fewestRepeatBuyers)
    refuse(
      `Cannot fit a model to fewer than ${fewestRepeatBuyers} people who bought on another day again: current value is ${repeatBuyers}`,
      `fewer than ${fewestRepeatBuyers} people have ordered on a second day`,
    );
  if (historyDays < shortestHistory)
    refuse(
      `Cannot fit a model to a history of fewer than ${shortestHistory} days: current value is ${historyDays} days`,
      `the history is shorter than ${shortestHistory} days`,
    );
};

/** `a runs to 0, b runs to 0` */
export const boundaryText = (boundaries: readonly Boundary[]): string =>
  boundaries.map(({ parameter, runsTo }) => `${parameter} runs to ${runsTo}`).join(', ');

/** @throws {FitRefusedError} always: no regularity has a maximum. */
export const refuseBoundary = (fits: readonly OrderFit[]): never => {
  const each = fits.map(({ orders: { k }, boundaries }) => `${boundaryText(boundaries)} for k = ${k}`);
  return refuse(
    `Cannot fit a model of orders, since the likelihood of these data has no maximum within bounds: ${each.join('; ')}`,
    'these orders do not tell who will come back from who is gone',
  );
};

const unknownSpend = 'these orders do not tell what a customer will spend';

/** @throws {FitRefusedError} for a model of spend without a maximum, or without an expected spend. */
export const refuseSpend = ({ customers, spend: { q }, boundaries }: SpendFit): void => {
  if (customers === 0)
    refuse(
      'Cannot fit a model of spend to customers whose revenue is above 0: current value is 0 of them',
      'nobody has revenue above 0',
    );
  if (boundaries.length > 0)
    refuse(
      `Cannot fit a model of spend, since the likelihood of these data has no maximum within bounds: ${boundaryText(boundaries)}`,
      unknownSpend,
    );
  if (q <= 1)
    refuse(
      `Cannot fit a model of spend with a mean, for which q must be above 1: current value is ${q.toPrecision(4)}`,
      unknownSpend,
    );
};

/** @throws {FitRefusedError} for a model that foretells no better who orders again than their share does. */
export const refusePoor = ({ holdout, brier, brierOfBaseRate }: Quality): void => {
  if (brier < brierOfBaseRate) return;
  refuse(
    `Cannot use a model that foretells no better than the base rate who orders again within ${holdout}: its Brier score is ${brier.toFixed(6)}, that of the base rate ${brierOfBaseRate.toFixed(6)}`,
    'a model tells no better who orders again than to expect of everybody what all have done',
  );
};

const untried = 'the history is too short to try a model on its end';

/** @throws {FitRefusedError} for a holdout that leaves nothing of the history. */
export const refuseHoldout = (days: number, historyDays: number): void => {
  const longest = Math.min(historyDays, holdoutLimit) - 1;
  if (days > longest)
    refuse(`Cannot hold out more than the last ${longest} days of the history: current value is ${days} days`, untried);
};

/** @throws {FitRefusedError} where nobody had ordered on a second day before the holdout. */
export const refuseUnlearnt = ({ days, seen: { buyers, repeatBuyers } }: Holdout): void => {
  if (repeatBuyers > 0) return;
  refuse(
    `Cannot measure a model on a holdout of P${days}D: of ${buyers} people who had ordered before it none had done so on a second day; give a shorter --holdout`,
    untried,
  );
};
