import type { OrderModel } from './order-model.ts';
import type { SpendModel } from './spend-model.ts';

/** The limits between tiers, by the expected revenue of the next 365 days in minor units. */
interface Tiers {
  readonly high: number;
  readonly medium: number;
}

/** A fitted model as `patron fit` writes it. */
export interface PredictionModel {
  readonly modelId: string;
  /** The instant as of which it was fitted. */
  readonly asOf: string;
  /** A duration of fixed length, in which the times of the model of orders are told. */
  readonly timeUnit: string;
  readonly orders: OrderModel;
  /** Without it nobody has a value. */
  readonly spend?: SpendModel;
  /** Without them, or without a value, nobody has a tier. */
  readonly tiers?: Tiers;
  /** By the path of a trait: 99 numbers, the percentiles 1 to 99 of those who had ordered. */
  readonly quantiles?: Readonly<Record<string, readonly number[]>>;
  /** Labels, which decide nothing: how it was fitted, how well it foretold what came, what to know before it is used. */
  readonly fit?: unknown;
  readonly quality?: unknown;
  readonly warnings?: unknown;
}
