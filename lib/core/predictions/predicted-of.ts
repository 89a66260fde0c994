import { orderDays } from '../profile/orders.ts';
import type { Ordered } from '../profile/rfm.ts';
import type { OrdersState } from '../profile/state.ts';
import { keptAhead } from './orders-ahead.ts';
import { PredictedOrders } from './predicted-orders.ts';
import type { PredictionModel } from './prediction-model.ts';

/** What is predicted of a person by their orders; undefined of one who has not ordered. */
export type PredictedOf = (orders: OrdersState | undefined) => PredictedOrders | undefined;

const hasOrdered = (orders: OrdersState): orders is Ordered =>
  // Days are unknown of orders that a version before 0.3.0 has stored, until they are folded again.
  orders.lastAt !== undefined && orderDays(orders) > 0;

/**
 * The predictions of this many states of orders are remembered: an event asks for those before and after it, and visits and feedback
 * leave a person's as they were. More would outlive the young generation, and moving and collecting them cost more than making them.
 */
const rememberedStates = 16;

/** Makes predictions by a model. A state of orders is never changed, so what was found of it holds. */
export const predictedBy = (model: PredictionModel): PredictedOf => {
  const aheadOf = keptAhead(model.orders);
  const known: { readonly orders: OrdersState; readonly predicted: PredictedOrders }[] = [];
  let newest = -1;
  const make = (orders: Ordered): PredictedOrders => {
    const predicted = new PredictedOrders(model, orders, aheadOf);
    newest = (newest + 1) % rememberedStates;
    known[newest] = { orders, predicted };
    return predicted;
  };
  return (orders) => {
    if (orders === undefined) return undefined;
    // Mostly several things are asked of the same person.
    const last = known[newest];
    if (orders === last?.orders) return last.predicted;
    for (const one of known) if (one.orders === orders) return one.predicted;
    return hasOrdered(orders) ? make(orders) : undefined;
  };
};
