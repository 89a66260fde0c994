import { predictedBy, type PredictedOf } from '../../predictions/predicted-of.ts';
import type { MovingName } from '../../predictions/predicted-orders.ts';
import type { PredictionModel } from '../../predictions/prediction-model.ts';
import { formatInstant } from '../../time/instant.ts';
import type { PredictedPath } from '../language/predicted-traits.ts';
import { knownTurns } from './known-turns.ts';
import { limitsOf, MotionTurn } from './motion-turn.ts';
import { MovingValue } from './moving-value.ts';
import type { Motion, Signal } from './signal.ts';

/** The signals of predicted traits, by path. */
export type PredictedSignals = Readonly<Record<PredictedPath, Signal>>;

const millionths = 1e6;

const inMillionths = (value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * millionths) / millionths : value;

const inWholeUnits = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value) : value);

/** By what finding a turn evaluates: an instant that is known, one chance, two chances, a sum. */
const slownessOf = {
  nextOrderAt: 1,
  alive: 2,
  buys30d: 3,
  buys90d: 3,
  orders30d: 4,
  orders365d: 4,
  value365d: 4,
} as const;

const ofOrders = (slowness: number, signal: Pick<Signal, 'valueAt' | 'nextChange' | 'motion' | 'written'>): Signal => ({
  isApproximate: () => false,
  measures: [],
  dependsOn: ['orders'],
  slowness,
  ...signal,
});

const motionOf = (of: PredictedOf, name: MovingName, value: MovingValue): Motion => ({
  turnsOf: (comparisons) => knownTurns(of, name, new MotionTurn(value, limitsOf(comparisons))),
  through: (...worked) => motionOf(of, name, value.after(...worked)),
});

const moving = (of: PredictedOf, name: MovingName, written: Signal['written'] = inMillionths): Signal =>
  ofOrders(slownessOf[name], {
    valueAt: ({ profile }, now) => of(profile.orders)?.valueAt(name, now),
    motion: motionOf(of, name, MovingValue.itself),
    written,
  });

const nextOrderAt = (of: PredictedOf): Signal =>
  ofOrders(slownessOf.nextOrderAt, {
    valueAt: ({ profile }) => {
      const at = of(profile.orders)?.nextOrderAt ?? Infinity;
      return at === Infinity ? undefined : formatInstant(at);
    },
  });

const overdue = (of: PredictedOf): Signal =>
  ofOrders(slownessOf.nextOrderAt, {
    valueAt: ({ profile }, now) => {
      const predicted = of(profile.orders);
      return predicted && now >= predicted.nextOrderAt;
    },
    nextChange: ({ profile }, after) => {
      const at = of(profile.orders)?.nextOrderAt ?? Infinity;
      return at > after ? at : Infinity;
    },
  });

const tier = (of: PredictedOf, tiers: PredictionModel['tiers']): Signal => {
  if (!tiers) return ofOrders(0, { valueAt: () => undefined });
  const limits = [tiers.high, tiers.medium].map((number) => ({ number, isStrict: false }));
  const nextChange = knownTurns(of, 'value365d', new MotionTurn(MovingValue.itself, limits));
  return ofOrders(slownessOf.value365d, {
    valueAt: ({ profile }, now) => {
      const value = of(profile.orders)?.valueAt('value365d', now);
      if (value === undefined) return undefined;
      if (value >= tiers.high) return 'high';
      return value >= tiers.medium ? 'medium' : 'low';
    },
    nextChange,
  });
};

/** The signals of what a model predicts. Functions load this file only where their catalogue has a model. */
export const predictedSignals = (model: PredictionModel): PredictedSignals => {
  const of = predictedBy(model);
  return {
    'predicted.alive': moving(of, 'alive'),
    'predicted.buys30d': moving(of, 'buys30d'),
    'predicted.buys90d': moving(of, 'buys90d'),
    'predicted.orders30d': moving(of, 'orders30d'),
    'predicted.orders365d': moving(of, 'orders365d'),
    'predicted.value365d': moving(of, 'value365d', inWholeUnits),
    'predicted.nextOrderAt': nextOrderAt(of),
    'predicted.overdue': overdue(of),
    'predicted.tier': tier(of, model.tiers),
  };
};
