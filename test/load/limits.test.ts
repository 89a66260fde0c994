import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import type { ChangePublisher, OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { gather } from '#test/ports/store/contract/store-samples.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { isAnnounced } from '#test/support/table-contents.ts';
import { purchase, visit } from '#test/use-cases/given.ts';
import { start, take, useCasesOver } from './crowd.ts';
import { plainTerms } from '#test/support/plain-terms.ts';

const inTable = () => {
  const table = new MemoryTable();
  const { client, tableName } = table;
  return { table, store: dynamoDbStore({ client, tableName, now: () => start, ...noPauses }) };
};

const useCases = (store: CustomerStore, segments: readonly Segment[]) =>
  forwardingAtOnce({
    store,
    catalogue: compile({ currency: 'GBP', segments }),
    now: () => start,
    newId: () => 'receipt',
    ...noPauses,
  });

const occurredAt = new Date(start - 1_000).toISOString();

/** As EventBridge counts a call. */
const bytesOf = (call: readonly OutgoingEntry[]) =>
  call.reduce((sum, { detail, detailType }) => sum + Buffer.byteLength(detail) + detailType.length + 6, 0);

const consent = (granted: boolean, n: number) => ({
  arrivedAt: start + n,
  entry: {
    source: 'shop.test',
    'detail-type': 'ConsentChanged',
    detail: {
      eventId: `c-${n}`,
      customerId: 'ada',
      occurredAt: new Date(start + n).toISOString(),
      purpose: 'marketing',
      granted,
    },
  },
});

describe('a catalogue of 2,000 segments, of which one event enters 500', () => {
  // Names this long make the changes of the instant more than a row holds.
  const name = 'A name of very many words. '.repeat(30);
  const segments = Array.from({ length: 2_000 }, (_, index): Segment => ({
    key: `spent-${index + 1}`,
    name,
    when: { performed: 'PurchaseMade', sum: 'total', is: { gte: index + 1 } },
    publish: { traits: ['orders.count', 'orders.revenue'] },
  }));

  test('is decided, kept in several rows and published in calls that EventBridge takes', async () => {
    const { table, store } = inTable();
    const deps = useCases(store, segments);
    const entry = purchase({ customerId: 'ada', occurredAt, total: 500 });
    const { counts: tally } = await take(deps, [{ arrivedAt: start, entry }]);
    expect(tally).toMatchObject({ applied: 1, changes: 500 });

    const rows = table.inserted.filter(isAnnounced);
    expect(rows.length).toBeGreaterThan(1);
    const calls: (readonly OutgoingEntry[])[] = [];
    const publisher: ChangePublisher = {
      publish: async (entries) => {
        calls.push(entries);
        return [];
      },
    };
    const { entries, unpublished } = await publishChanges({ publisher, ...noPauses }, rows.flatMap(outboxRowsOf));
    expect({ entries, unpublished }).toEqual({ entries: 500, unpublished: [] });
    expect(Math.max(...calls.map((call) => call.length))).toBeLessThanOrEqual(10);
    expect(Math.max(...calls.map(bytesOf))).toBeLessThanOrEqual(1_000_000);

    const details = calls.flat().map(({ detail }) => JSON.parse(detail) as Record<string, unknown>);
    const inOrder = details.toSorted((a, b) => Number(a['sequence']) - Number(b['sequence']));
    expect(inOrder.map(({ changeId }) => changeId)).toEqual(
      segments.slice(0, 500).map((_, index) => `ada:${index + 1}`),
    );
    expect(inOrder.map(({ segment }) => Object(segment).key as string)).toEqual(
      segments.slice(0, 500).map(({ key }) => key),
    );
    expect(inOrder.every(({ segments: all }) => (all as string[]).length === 500)).toBe(true);
  });

  test('leaves them by another event in the same way', async () => {
    const { table, store } = inTable();
    const deps = useCases(
      store,
      segments.map((segment) => ({ ...segment, requires: { consent: 'marketing' } })),
    );
    const bought = { arrivedAt: start, entry: purchase({ customerId: 'ada', occurredAt, total: 500 }) };
    expect((await take(deps, [bought, consent(true, 1)])).counts).toMatchObject({ applied: 2, changes: 500 });
    expect((await take(deps, [consent(false, 2)])).counts).toMatchObject({ applied: 1, changes: 500 });
    const sequences = table.inserted
      .filter(isAnnounced)
      .flatMap(outboxRowsOf)
      .flatMap((row) => ('changes' in row ? row.changes.map(({ sequence }) => sequence) : []));
    expect(sequences.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
  });
});

describe('an event of 900 KB', () => {
  // Nothing that shrinks, so that rows could not hold it packed.
  let seed = 7;
  const noise = Array.from({ length: 900_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(35 + (seed % 57));
  }).join('');
  const large = {
    arrivedAt: start,
    entry: purchase({ customerId: 'ada', occurredAt, eventId: 'large', filler: noise }),
  };
  const small = { arrivedAt: start, entry: purchase({ customerId: 'ada', occurredAt, eventId: 'small' }) };

  test.each([
    ['embedded', () => openEmbeddedStore()],
    ['DynamoDB', () => inTable().store],
  ] as const)('is kept whole by the %s store as too-large, and holds nothing up', async (_name, makeStore) => {
    const store: CustomerStore = makeStore();
    const deps = useCasesOver(store);
    const { results, counts: tally } = await take(deps, [large, small]);
    expect(results).toMatchObject([{ outcome: { kind: 'quarantined' } }, { outcome: { kind: 'applied' } }]);
    expect(tally.quarantinedFor).toEqual({ 'too-large': 1 });
    const [kept] = await gather(store.quarantinedFor('too-large'));
    expect(kept?.entry === JSON.stringify(large.entry)).toBe(true);
    expect(kept).toMatchObject({ field: 'detail', person: 'C#ada' });
    expect((await store.load(customerKey('ada'), [])).record).toMatchObject({
      state: { profile: { orders: { count: 1 } } },
    });
  });

  test('stands in rows that DynamoDB takes', async () => {
    const { table, store } = inTable();
    await take(useCasesOver(store), [large]);
    const parts = table.items().filter((item) => item['sk']?.S?.startsWith('PART#'));
    expect(parts.length).toBeGreaterThan(5);
  });
});

describe('a profile that grows', () => {
  test('refuses what would make it too large, and takes what comes after', async () => {
    const store = openEmbeddedStore('');
    const deps = useCasesOver(store);
    const described = (n: number) => {
      const custom = Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [`field-${n}-${index}`, `${n} ${'x'.repeat(200)}`]),
      );
      const detail = { eventId: `d-${n}`, customerId: 'ada', occurredAt, via: 'crm', traits: { custom } };
      return { arrivedAt: start, entry: { source: 'shop.test', 'detail-type': 'CustomerDescribed', detail } };
    };
    const { results, counts: tally } = await take(
      deps,
      Array.from({ length: 20 }, (_, n) => described(n)),
    );
    expect(tally.applied + tally.quarantined).toBe(20);
    expect(tally.quarantinedFor).toEqual({ 'too-large': tally.quarantined });
    expect(tally.quarantined).toBeGreaterThan(0);
    const kinds = results.map((result) => ('outcome' in result ? result.outcome?.kind : undefined));
    expect(kinds.slice(0, tally.applied).every((kind) => kind === 'applied')).toBe(true);
    expect(
      (await take(deps, [{ arrivedAt: start, entry: visit({ customerId: 'ada', occurredAt }) }])).counts.applied,
    ).toBe(1);
    store.close();
  });
});

describe('300 distinct categories', () => {
  test('are counted exactly, ties included', async () => {
    const store = openEmbeddedStore('');
    const unique: Segment = {
      key: 'wide',
      when: { performed: 'VisitMade', within: 'P30D', uniqueCount: 'category', is: { eq: 300 } },
    };
    const deps = useCases(store, [unique]);
    // The n-th category is visited 1 + n % 7 times.
    const visits = Array.from({ length: 300 }, (_, n) =>
      Array.from({ length: 1 + (n % 7) }, (__, times) =>
        visit({ customerId: 'ada', occurredAt, eventId: `v-${n}-${times}`, category: `category-${n}` }),
      ),
    ).flat();
    let entered = 0;
    await store.batched(async () => {
      for (let at = 0; at < visits.length; at += 10) {
        const batch = visits.slice(at, at + 10).map((entry) => ({ arrivedAt: start, entry }));
        entered += (await take(deps, batch)).counts.changes;
      }
    });
    const { record } = await store.load(customerKey('ada'), []);
    if (record?.kind !== 'profile') throw new Error('Cannot find the profile');
    const expected = Array.from({ length: 300 }, (_, n) => ({ value: `category-${n}`, count: 1 + (n % 7) }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, 6);
    const { traits } = viewProfile(record.state, plainTerms, start);
    expect(traits['categories']).toEqual({ top: expected[0]?.value, counts: expected });
    expect(entered).toBe(1);
    expect(JSON.stringify(record.state).length).toBeLessThan(30_000);
    store.close();
  });
});
