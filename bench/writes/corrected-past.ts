import { wall } from '#functions/runtime/wall.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import { meter } from './metered.ts';
import { quickTable } from './quick-table.ts';
import { median } from '../harness/statistics.ts';
import type { Units } from './units.ts';
import { keyOf } from './written.ts';

/** The events that are told apart: one that puts nothing right, and those that may. */
export const kindsOfTelling = ['plain', 'first', 'late', 'by-revision', 'by-name'] as const;

export type KindOfTelling = (typeof kindsOfTelling)[number];

/** What events cost for a customer with so many applied events. */
export interface CorrectedPast {
  readonly units: Readonly<Record<KindOfTelling, Units>>;
  /** What the rows of one customer's applied events come to, in bytes. */
  readonly ledgerBytes: number;
}

type Detail = Readonly<Record<string, unknown>>;

const start = Date.parse('2026-01-01T00:00:00.000Z');
const hour = 3_600_000;
const second = 1_000;
/** How many events are taken at once while the past is made. */
const atOnce = 100;
/** How many customers are measured. */
const rounds = 3;

const bodyOf = (customerId: string, [index, at]: readonly [number, number], more: Detail): string =>
  JSON.stringify({
    'detail-type': 'PurchaseMade',
    source: 'shop.checkout',
    detail: {
      eventId: `e-${index}`,
      customerId,
      occurredAt: new Date(at).toISOString(),
      orderId: `o-${index}`,
      currency: 'GBP',
      total: 1999 + (index % 7) * 500,
      items: [{ sku: `sku-${index % 90}`, category: 'garden', quantity: 1, unitPrice: 1999 + (index % 7) * 500 }],
      ...more,
    },
  });

type Receive = (texts: readonly string[], at: number) => Promise<void>;

/** One customer's orders. */
class Orders {
  #index = 0;
  #at = start;
  readonly #customerId: string;
  readonly #receive: Receive;

  constructor(customerId: string, receive: Receive) {
    this.#customerId = customerId;
    this.#receive = receive;
  }

  /** @param apart - the time between two orders, in milliseconds. */
  async take(mores: readonly Detail[], apart: number): Promise<void> {
    const texts = mores.map((more) => {
      this.#index += 1;
      this.#at += apart;
      return bodyOf(this.#customerId, [this.#index, this.#at], more);
    });
    await this.#receive(texts, this.#at);
  }
}

const plain = (count: number): readonly Detail[] => Array.from({ length: count }, () => ({}));

/** Orders hour by hour. */
const takePast = async (orders: Orders, events: number): Promise<void> => {
  for (let left = events; left > 0; left -= atOnce) await orders.take(plain(Math.min(left, atOnce)), hour);
};

/** What an event of each kind says: a fact is told first, late, and anew. */
const says: Readonly<Record<KindOfTelling, Detail>> = {
  plain: {},
  first: { revision: { of: 'order-1', number: 10 } },
  late: { revision: { of: 'order-1', number: 9 } },
  'by-revision': { revision: { of: 'order-1', number: 11 } },
  'by-name': { replaces: 'e-1' },
};

/** The median of each part: an event at which a segment is entered or left costs more. */
const medianOf = (all: readonly Units[]): Units => ({
  reads: median(all.map(({ reads }) => reads)),
  writes: median(all.map(({ writes }) => writes)),
  indexWrites: median(all.map(({ indexWrites }) => indexWrites)),
});

const receiverOver = (table: Awaited<ReturnType<typeof quickTable>>) => {
  let now = start;
  const store = dynamoDbStore({ ...wall, ...table, now: () => now });
  const deps = forwardingAtOnce({
    store,
    catalogue: compile(defaultCatalogue),
    now: () => now,
    newId: () => 'receipt',
    ...noPauses,
  });
  return async (texts: readonly string[], at: number): Promise<void> => {
    now = at;
    const messages = texts.map((text, index) => readMessage(text, { id: `message-${at}-${index}`, arrivedAt: at }));
    const { results, counts } = await receiveEvents(deps, messages);
    for (const result of results) if (result.kind === 'failed') throw result.failure;
    if (counts.applied !== texts.length)
      throw new Error(`Cannot measure what was not applied: current value is ${counts.applied} of ${texts.length}`);
  };
};

/**
 * Makes a customer with so many applied events, and counts what one more of each kind consumes. They come second by second, so that
 * hardly any segment is entered or left, and between two of them comes a plain one, so that each pays for the same rows that are owed.
 */
export const measureCorrections = async (endpoint: string, events: number): Promise<CorrectedPast> => {
  const table = await quickTable(endpoint);
  const { consumed, written } = meter(table.client);
  const receive = receiverOver(table);
  const measured: { readonly kind: KindOfTelling; readonly units: Units }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const orders = new Orders(`customer-${round}`, receive);
    await takePast(orders, events);
    for (const kind of kindsOfTelling) {
      await orders.take(plain(1), second);
      consumed();
      await orders.take([says[kind]], second);
      measured.push({ kind, units: consumed() });
    }
  }
  await table.drop();
  const units = Object.fromEntries(
    kindsOfTelling.map((kind) => [kind, medianOf(measured.filter((one) => one.kind === kind).map((one) => one.units))]),
  ) as Record<KindOfTelling, Units>;
  const rows = new Map(written.filter(({ kind }) => kind === 'event').map((row) => [keyOf(row), row.bytes]));
  return { units, ledgerBytes: Math.round([...rows.values()].reduce((sum, bytes) => sum + bytes, 0) / rounds) };
};
