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

/** The predictions of this many states of orders are remembered: visits and feedback leave a person's as they were. */
const rememberedStates = 512;

/**
 * Makes predictions by a model. A state of orders is never changed, so what was found of it holds. Not a WeakMap: collecting the
 * garbage of one costs more than all predictions of most people.
 */
export const predictedBy = (model: PredictionModel): PredictedOf => {
  const aheadOf = keptAhead(model.orders);
  const known = new Map<OrdersState, PredictedOrders>();
  let last: { readonly orders: OrdersState; readonly predicted: PredictedOrders } | undefined;
  const make = (orders: Ordered): PredictedOrders => {
    if (known.size === rememberedStates) known.clear();
    const predicted = new PredictedOrders(model, orders, aheadOf);
    known.set(orders, predicted);
    return predicted;
  };
  return (orders) => {
    // Mostly several things are asked of the same person.
    if (orders === undefined || orders === last?.orders) return orders && last?.predicted;
    if (!hasOrdered(orders)) return undefined;
    const predicted = known.get(orders) ?? make(orders);
    last = { orders, predicted };
    return predicted;
  };
};
