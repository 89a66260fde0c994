import { randomUUID } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { startDev, type DevSettings } from '#lib/tools/dev/start-dev.ts';

/** Time begins here, unless a test says otherwise. */
export const begin = Date.parse('2026-01-01T00:00:00Z');

/** Who has ordered, and who has and not for sixty days. */
export const catalogue = compile({
  currency: 'EUR',
  segments: [
    { key: 'buyers', when: { trait: 'orders.count', is: { gte: 1 } } },
    {
      key: 'lapsing',
      when: {
        all: [{ trait: 'orders.count', is: { gte: 1 } }, { not: { performed: 'PurchaseMade', within: 'P60D' } }],
      },
    },
  ],
});

/** The entry of a purchase, as a producer puts it. */
export const purchase = (order: string, detail: object = {}, entry: Partial<PutEventsRequestEntry> = {}) => ({
  EventBusName: 'patron',
  Source: 'shop.checkout',
  DetailType: 'PurchaseMade',
  Detail: JSON.stringify({
    eventId: `order-${order}`,
    customerId: 'cust-42',
    occurredAt: '2026-01-01T00:00:00Z',
    orderId: order,
    currency: 'EUR',
    total: 1999,
    ...detail,
  }),
  ...entry,
});

/** A client of the AWS SDK that is given an endpoint and nothing else that matters. */
export const clientOf = (endpoint: string): EventBridgeClient =>
  new EventBridgeClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });

/** Starts `patron dev` in this process on a free port, frozen at `begin` unless told, and remembers what it says. */
export const devServer = async (settings: Partial<DevSettings> = {}) => {
  const said: string[] = [];
  const dev = await startDev({
    host: '127.0.0.1',
    port: 0,
    ownNames: [],
    catalogue,
    file: undefined,
    isStrict: false,
    frozenAt: () => begin,
    webhook: undefined,
    now: () => begin,
    newId: () => randomUUID(),
    random: () => 0,
    report: {
      coming: () => {},
      taken: ({ outcome }) => said.push(outcome.kind === 'quarantined' ? outcome.refusal.message : outcome.kind),
      published: (entries) => said.push(...entries.map(({ detailType }) => detailType)),
      fault: ({ ErrorCode }) => said.push(ErrorCode),
      webhook: ({ kind }) => said.push(kind),
    },
    ...settings,
  });
  const client = clientOf(dev.url);
  return {
    ...dev,
    client,
    said,
    put: (...entries: readonly PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries: [...entries] })),
    ask: (path: string, init: RequestInit = {}) => fetch(`${dev.url}${path}`, init),
    close: async () => {
      client.destroy();
      await dev.close();
    },
  };
};

export type DevServer = Awaited<ReturnType<typeof devServer>>;
