import { quarantineMetrics } from './outcome-metrics.ts';

/** The metrics that count what sources have sent, the events made of it, and what is of no use. */
export const adaptMetrics = {
  delivered: 'Delivered',
  events: 'Adapted',
  unusable: quarantineMetrics.unusable,
} as const;
