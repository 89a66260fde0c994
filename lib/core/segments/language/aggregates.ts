export const aggregateNames = ['sum', 'avg', 'min', 'max', 'first', 'last', 'uniqueCount'] as const;

/** The names of aggregates over a field of events; a count has none. */
export type AggregateName = (typeof aggregateNames)[number];

/** The aggregates of numbers: they leave other values out. */
export const numericAggregates: ReadonlySet<AggregateName> = new Set(['sum', 'avg', 'min', 'max']);
