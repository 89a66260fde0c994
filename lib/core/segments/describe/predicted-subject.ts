import { predictedTraits, type PredictedKind, type PredictedPath } from '../language/predicted-traits.ts';
import type { Subject } from './subject.ts';
import type { Unit } from './value-words.ts';

const labels: Readonly<Record<PredictedPath, string>> = {
  'predicted.alive': 'probability of being a customer still',
  'predicted.buys30d': 'probability of an order within the next 30 days',
  'predicted.buys90d': 'probability of an order within the next 90 days',
  'predicted.orders30d': 'expected number of purchase days in the next 30 days',
  'predicted.orders365d': 'expected number of purchase days in the next 365 days',
  'predicted.value365d': 'expected revenue of the next 365 days',
  'predicted.nextOrderAt': 'expected next order',
  'predicted.overdue': 'next order being overdue',
  'predicted.tier': 'tier of expected revenue',
};

const unitOf = (kind: PredictedKind, currency: string): Unit => {
  if (kind === 'money') return { currency };
  return kind === 'share' ? 'share' : 'plain';
};

/** The words for a predicted trait; `currency` is the catalogue's. */
export const predictedSubject = (path: PredictedPath, currency: string): Subject => ({
  label: labels[path],
  unit: unitOf(predictedTraits[path], currency),
  isList: false,
});
