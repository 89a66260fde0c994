import type { PredictionModel } from '../prediction-model.ts';
import type { Quality } from './quality/quality.ts';

/** One of the regularities that were tried. */
interface TriedRegularity {
  readonly k: number;
  readonly logLikelihood: number;
  /** The parameters that run to 0 or infinity, for which it was passed over; absent where none does. */
  readonly boundary?: readonly string[];
}

/** What a model was fitted to. */
export interface FitFigures {
  /** Those who had ordered, visitors too. */
  readonly customers: number;
  /** Their number of different x, t_x and T in days. */
  readonly cells: number;
  /** That of the orders: of densities per week, that of the gaps included. */
  readonly logLikelihood: number;
  /** All regularities that were tried, the chosen one among them. */
  readonly alternatives: readonly TriedRegularity[];
}

/** The content of the file that `patron fit` writes. What is added to the model are labels: they decide nothing. */
export interface FittedModel extends Required<PredictionModel> {
  readonly fit: FitFigures;
  readonly quality: Quality;
  readonly warnings: readonly string[];
}
