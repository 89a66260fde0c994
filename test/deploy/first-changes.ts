import { connectTo, until, type Outputs } from './deployed.ts';
import type { Emulator } from '#infra/local/emulator.ts';
import type { Entry } from './shop-events.ts';

/** An event that makes its customer a member of a segment by every catalogue of this tier. */
const firstWordOf = (customerId: string): Entry => ({
  source: 'shop.account',
  'detail-type': 'ConsentChanged',
  detail: {
    eventId: `first-word-of-${customerId}`,
    customerId,
    occurredAt: '2026-11-02T09:12:00Z',
    purpose: 'marketing',
    granted: true,
  },
});

/** Puts a customer's first word on the bus of a deployment, and says who hears of what on the same bus. */
export const firstChangesIn = async (
  emulator: Emulator,
  own: Outputs,
  customer: string,
): Promise<readonly string[]> => {
  const { put, subscribe } = connectTo(emulator, own);
  const { heard } = await subscribe(`campaign-of-${customer}`);
  await put(firstWordOf(customer));
  const entries = await until(heard, (found) => found.length > 0, { seconds: 120, what: 'a change' });
  return [...new Set(entries.map(({ 'detail-type': type, detail }) => `${String(detail['customerId'])} ${type}`))];
};
