import { hash } from 'node:crypto';
import { fingerprint } from '#events/fingerprint.ts';
import type { Calendar, LocalDay } from '../../time/calendar.ts';
import { formatInstant, type Instant } from '../../time/instant.ts';
import type { OrderModel } from '../order-model.ts';
import type { SpendModel } from '../spend-model.ts';
import { purchaseDays, type Buyer } from './buyer.ts';
import { fitOrders, learntOrders, timeUnit, type OrderFit } from './fit-orders.ts';
import { fitSpend } from './fit-spend.ts';
import type { FitFigures, FittedModel } from './fitted-model.ts';
import { MonthCounts } from './month-counts.ts';
import { OrderCounts } from './order-counts.ts';
import { Holdout } from './quality/holdout.ts';
import { qualityOf, type Quality } from './quality/quality.ts';
import { roundedDeep } from './rounded.ts';
import { refuseBoundary, refuseHoldout, refusePoor, refuseSpend, refuseTooFew, refuseUnlearnt } from './refusals.ts';
import { SpendCounts } from './spend-counts.ts';
import { traitQuantiles } from './trait-quantiles.ts';
import { warningsOf } from './warnings.ts';

/** Every regularity: where none is asked for, the likeliest of all is chosen. */
export const allRegularities: readonly number[] = [1, 2, 3, 4];

/** What is to be fitted. */
export interface FitRequest {
  /** No order of the buyers is later. */
  readonly asOf: Instant;
  /** The local calendar that tells days apart. */
  readonly calendar: Calendar;
  /** The regularities to try, of those from 1 to 4. */
  readonly regularities: readonly number[];
  /** The length of the holdout in days; by default a quarter of the history. */
  readonly holdoutDays?: number | undefined;
}

/** Everything that is counted of the buyers in one pass. */
const countAll = (buyers: Iterable<Buyer>, until: LocalDay) => {
  const [orders, spend, months] = [new OrderCounts(until), new SpendCounts(), new MonthCounts()];
  for (const buyer of buyers) {
    const days = purchaseDays(buyer);
    orders.add(days);
    spend.add(buyer.spent);
    for (const day of days) months.add(day);
  }
  return { orders, spend, months };
};

type Counted = ReturnType<typeof countAll>;

const chosenOf = (fits: readonly OrderFit[]): OrderFit => {
  const [first = refuseBoundary(fits), ...others] = fits.filter(({ boundaries }) => boundaries.length === 0);
  return others.reduce((one, other) => (other.logLikelihood > one.logLikelihood ? other : one), first);
};

const measured = (buyers: Iterable<Buyer>, holdout: Holdout, k: number): Quality => {
  for (const buyer of buyers) holdout.add(purchaseDays(buyer));
  refuseUnlearnt(holdout);
  const quality = qualityOf(fitOrders(k, learntOrders(holdout.seen)).orders, holdout);
  refusePoor(quality);
  return quality;
};

const figuresOf = ({ orders }: Counted, fits: readonly OrderFit[], { logLikelihood }: OrderFit): FitFigures => ({
  customers: orders.buyers,
  cells: orders.cells.size,
  logLikelihood,
  alternatives: fits.map(({ orders: { k }, boundaries, ...fit }) => ({
    k,
    logLikelihood: fit.logLikelihood,
    ...(boundaries.length > 0 && { boundary: boundaries.map(({ parameter }) => parameter) }),
  })),
});

/** Digits of a parameter that are written: more than any data tell, and few enough to read. */
const parameterDigits = 8;

const written = <Model extends OrderModel | SpendModel>(model: Model): Model =>
  Object.fromEntries(
    Object.entries(model).map(([name, value]) => [name, Number(Number(value).toPrecision(parameterDigits))]),
  ) as unknown as Model;

const idDigits = 8;

/** Such as `m-2026-11-01-3fa1b2c4`: the date as of which it was fitted, and a hash of that instant and the parameters. */
const modelIdOf = (asOf: string, parameters: object): string =>
  `m-${asOf.slice(0, 'YYYY-MM-DD'.length)}-${hash('sha256', fingerprint('model', { asOf, parameters }), 'hex').slice(0, idDigits)}`;

const namedModel = (asOf: string, orders: OrderModel, spend: SpendModel) => ({
  modelId: modelIdOf(asOf, { orders, spend }),
  asOf,
  timeUnit,
  orders,
  spend,
});

/** The part of a history that is held out unless told, rounded down to days. */
const usualShare = 1 / 4;

/**
 * Fits a model to the orders and the spend of buyers by maximum likelihood, and measures it on the last part of their history.
 * The same buyers give the same model, whatever their order.
 *
 * @param buyers - read three times.
 * @throws {FitRefusedError} for data that no model can be fitted to, or one that foretells nothing.
 */
export const fitModel = (buyers: Iterable<Buyer>, request: FitRequest): FittedModel => {
  const { asOf, calendar, regularities } = request;
  const until = calendar.dayOf(asOf);
  const counted = countAll(buyers, until);
  const { historyDays, firstDay } = counted.orders;
  refuseTooFew(counted.orders);
  const learnt = learntOrders(counted.orders);
  const fits = regularities.map((k) => fitOrders(k, learnt));
  const chosen = chosenOf(fits);
  const spendFit = fitSpend(counted.spend.groups());
  refuseSpend(spendFit);
  const { holdoutDays = Math.floor(historyDays * usualShare) } = request;
  refuseHoldout(holdoutDays, historyDays);
  const quality = measured(buyers, new Holdout(holdoutDays, until), chosen.orders.k);
  const model = namedModel(formatInstant(asOf), written(chosen.orders), written(spendFit.spend));
  return {
    ...model,
    ...traitQuantiles(buyers, model, asOf),
    fit: roundedDeep(figuresOf(counted, fits, chosen)),
    quality: roundedDeep(quality),
    warnings: warningsOf({ historyDays, months: counted.months.whole(firstDay, until), fits, chosen, quality }),
  };
};
