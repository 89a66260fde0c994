import type { Planned } from './entry.ts';
import { start } from './workload.ts';

const second = 1000;

/** One visit of a customer, of whom it is the `n`th. */
export const visit = (customerId: string, n: number, at: number): Planned => ({
  at,
  entry: {
    id: `${customerId}-${n}`,
    source: 'shop.test',
    'detail-type': 'VisitMade',
    detail: {
      eventId: `${customerId}-e${n}`,
      customerId,
      occurredAt: new Date(at).toISOString(),
      sessionId: `s${n}`,
      custom: { mark: `mark-${customerId}-${n}.` },
    },
  },
});

/** Eight people, each with a visit every 10 seconds for three minutes. */
export const eightVisitors: readonly Planned[] = Array.from({ length: 8 * 18 }, (_, n) =>
  visit(`person-${n % 8}`, n, start + Math.floor(n / 8) * 10 * second + (n % 8) * second),
);
