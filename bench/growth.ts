import type { Benchmark } from './benchmark.ts';
import { growthByCustomers } from './growth/customers.ts';
import { growthByEvents } from './growth/events.ts';
import { growthBySegments } from './growth/segments.ts';
import { growthBySequences } from './growth/sequences.ts';

/** The cost of one update when there is more of everything. */
export const growth: Benchmark = {
  name: 'growth',
  about: 'the cost of one update with more events of the customer, more segments, more customers',
  run: async (report) => {
    await growthByEvents(report);
    await growthBySegments(report);
    await growthByCustomers(report);
    await growthBySequences(report);
  },
};
