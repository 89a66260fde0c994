import { onTestFinished } from 'vitest';
import { createEmitter, type EventInput } from '#lib/tools/emit/emit.ts';
import { troubledBus, type PutEntry, type Weather } from './troubled-bus.ts';

/** A bus in some weather, closed with the test, and a shop's emitter for it. */
export const shop = async (weather?: Weather) => {
  const bus = await troubledBus(weather);
  onTestFinished(bus.close);
  const emitter = createEmitter({ client: bus.client, busName: 'patron', source: 'shop.checkout' });
  return { ...bus, emitter };
};

/** A customer's visit of that number. */
export const visit = (customerId: string, number: number): EventInput<'VisitMade'> => ({
  eventId: `${customerId}-${number}`,
  customerId,
  occurredAt: '2026-11-01T09:00:00Z',
  path: '/',
});

/** The ids of the events in entries, in order: of everybody, or of one customer. */
export const eventIdsOf = (entries: readonly PutEntry[], customerId?: string): readonly string[] =>
  entries
    .map(({ Detail }) => JSON.parse(Detail) as { eventId: string; customerId: string })
    .filter((detail) => customerId === undefined || detail.customerId === customerId)
    .map(({ eventId }) => eventId);

/** The ids of a customer's first visits. */
export const numbered = (customerId: string, count: number) =>
  Array.from({ length: count }, (_, number) => `${customerId}-${number}`);
