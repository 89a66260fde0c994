import { noPauses } from '#lib/ports/backoff.ts';
import type { Arrival } from '#lib/use-cases/update/arrival.ts';
import { admitEntry } from '#lib/use-cases/intake/admit-entry.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore, OutboxRow } from '#lib/ports/store/customer-store.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { outboxRowIn } from '#lib/ports/store/embedded/outbox-json.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { MemoryTable } from '#test/support/memory-table.ts';

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
export const noon = Date.parse('2026-11-02T12:00:00.000Z');

/** A store of DynamoDB's over a table in memory. */
export const inMemory = (): CustomerStore => {
  const { client, tableName } = new MemoryTable();
  return dynamoDbStore({ client, tableName, now: () => noon, ...noPauses });
};

/** Segments that an event enters, that time leaves, and that a trait decides. */
export const catalogueJson = {
  currency: 'GBP',
  segments: [
    { key: 'buyer', name: 'Buyers', when: { performed: 'PurchaseMade' } },
    { key: 'fresh-buyer', name: 'Fresh buyers', when: { performed: 'PurchaseMade', within: 'P30D' } },
    { key: 'browser', name: 'Browsers', when: { performed: 'VisitMade', within: 'PT1H', times: { gte: 2 } } },
    { key: 'british', name: 'In Britain', when: { trait: 'geographic.country', is: { eq: 'GB' } } },
  ],
};

const catalogue = compile(catalogueJson);

type Detail = Readonly<Record<string, unknown>>;

export interface Entry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Detail;
}

const entry = (type: string, detail: Detail): Entry => ({ source: 'shop.test', 'detail-type': type, detail });

const occurred = { occurredAt: '2026-11-02T11:59:00Z' };

export const purchase = (detail: Detail = {}): Entry =>
  entry('PurchaseMade', { eventId: 'p-1', ...occurred, orderId: 'o-1', currency: 'GBP', total: 1999, ...detail });

export const visit = (detail: Detail = {}): Entry => entry('VisitMade', { eventId: 'v-1', ...occurred, ...detail });

export const described = (detail: Detail = {}): Entry =>
  entry('CustomerDescribed', { eventId: 'd-1', ...occurred, via: 'crm', traits: {}, ...detail });

export const linking = (customerId: string, anonymousId: string, eventId = 'l-1'): Entry =>
  entry('IdentityLinked', { eventId, ...occurred, customerId, anonymousId });

export const erasure = (detail: Detail = {}): Entry =>
  entry('ErasureRequested', { eventId: 'e-1', ...occurred, ...detail });

let messages = 0;

export const messageOf = (sent: unknown, arrivedAt = noon): EntryMessage => ({
  kind: 'entry',
  id: `message-${(messages += 1)}`,
  entry: sent,
  arrivedAt,
});

/** @throws when the entry is no event. */
export const arrivalOf = (sent: unknown, arrivedAt = noon): Arrival => {
  const admitted = admitEntry(messageOf(sent, arrivedAt));
  if (admitted.kind === 'refused') throw new Error(admitted.refusal.message);
  return admitted.arrival;
};

/** Use cases over a store in memory, with a clock that stands still and no queue. */
export const embedded = (overrides: Partial<UpdateDeps> = {}) => {
  const store = openEmbeddedStore();
  let ids = 0;
  const deps = forwardingAtOnce({
    store,
    catalogue,
    now: () => noon + 1234,
    newId: () => `receipt-${(ids += 1)}`,
    ...noPauses,
    ...overrides,
  });
  return { store, deps: { ...deps, ...overrides } };
};

export const waitingRows = (store: EmbeddedStore): readonly OutboxRow[] =>
  store.unpublished(1_000).map(({ body }) => outboxRowIn(body));

/** What is waiting to be published, in short words. */
export const announced = (store: EmbeddedStore): readonly string[] =>
  waitingRows(store).flatMap((row) =>
    'receiptId' in row
      ? [`${row.person} erased`]
      : row.changes.map(({ sequence, status, segment }) => `${row.person}:${sequence} ${status} ${segment.key}`),
  );

export const quarantinedReasons = (store: EmbeddedStore): readonly string[] =>
  [...store.quarantined()].map(({ reason }) => reason);
