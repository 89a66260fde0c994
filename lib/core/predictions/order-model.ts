/**
 * MBG/CNBD-k, fitted to a shop: gaps between purchase days follow Erlang-k at a rate that differs from customer to customer
 * (gamma), and after every order, the first included, a customer leaves with a chance that differs as well (beta).
 *
 * Batislam, Denizel and Filiztekin 2007 for k = 1; Platzer and Reutterer 2016 for any k.
 */
export interface OrderModel {
  /** Regularity: 1 to 4. */
  readonly k: number;
  /** Shape of the gamma. */
  readonly r: number;
  /** Rate of the gamma, in time units. */
  readonly alpha: number;
  /** The first parameter of the beta. */
  readonly a: number;
  /** The second. */
  readonly b: number;
}

/** The orders of a customer as the model sees them. */
export interface OrderHistory {
  /** Distinct days with an order, less one. */
  readonly repeats: number;
  /** From the first order to the last, in time units; 0 without repeats. */
  readonly recency: number;
}
