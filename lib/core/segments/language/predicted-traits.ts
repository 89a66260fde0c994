/** The traits that a fitted model gives everybody who has ordered, by path, each with the kind of its value. They move with no event. */
export const predictedTraits = {
  'predicted.alive': 'share',
  'predicted.buys30d': 'share',
  'predicted.buys90d': 'share',
  'predicted.orders30d': 'number',
  'predicted.orders365d': 'number',
  'predicted.value365d': 'money',
  'predicted.nextOrderAt': 'instant',
  'predicted.overdue': 'boolean',
  'predicted.tier': 'tier',
} as const satisfies Readonly<Record<string, string>>;

export type PredictedPath = keyof typeof predictedTraits;

export type PredictedKind = (typeof predictedTraits)[PredictedPath];

export const predictedPaths = Object.keys(predictedTraits) as readonly PredictedPath[];

export const isPredictedPath = (path: string): path is PredictedPath => Object.hasOwn(predictedTraits, path);

/** The values of `predicted.tier`. */
export const tierNames = ['high', 'medium', 'low'] as const;
