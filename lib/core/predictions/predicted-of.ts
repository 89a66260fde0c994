import { orderDays } from '../profile/orders.ts';
import type { Ordered } from '../profile/rfm.ts';
import type { OrdersState } from '../profile/state.ts';
import { PredictedOrders } from './predicted-orders.ts';
import type { PredictionModel } from './prediction-model.ts';

/** What is predicted of a person by their orders; undefined of one who has not ordered. */
export type PredictedOf = (orders: OrdersState | undefined) => PredictedOrders | undefined;

const hasOrdered = (orders: OrdersState): orders is Ordered =>
  // Days are unknown of orders that a version before 0.3.0 has stored, until they are folded again.
  orders.lastAt !== undefined && orderDays(orders) > 0;

/** Makes predictions by a model, each once: a state of orders is never changed, so what was found of it holds. */
export const predictedBy = (model: PredictionModel): PredictedOf => {
  const known = new WeakMap<OrdersState, PredictedOrders>();
  let last: { readonly orders: OrdersState; readonly predicted: PredictedOrders } | undefined;
  return (orders) => {
    // Mostly several things are asked of the same person.
    if (orders === undefined || orders === last?.orders) return orders && last?.predicted;
    if (!hasOrdered(orders)) return undefined;
    const predicted = known.get(orders) ?? new PredictedOrders(model, orders);
    known.set(orders, predicted);
    last = { orders, predicted };
    return predicted;
  };
};
