/** Gamma-Gamma, fitted to a shop: what a purchase day is worth. Fader and Hardie 2013. */
export interface SpendModel {
  readonly p: number;
  readonly q: number;
  /** In minor units. */
  readonly v: number;
}

/**
 * The expected worth of a further purchase day, in minor units.
 *
 * @param days - those with an order, at least 1.
 * @param total - of what was spent on them.
 */
export const expectedSpend = ({ p, q, v }: SpendModel, days: number, total: number): number =>
  (p * (v + total)) / (p * days + q - 1);
