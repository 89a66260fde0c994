import { describe, expect, test } from 'vitest';
import { refuse } from '#events/accept-entry.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { exportPerson } from '#lib/use-cases/export/export-person.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { quarantineEntry } from '#lib/use-cases/update/quarantine-entry.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import {
  catalogueJson,
  dayMs,
  described,
  embedded,
  erasure,
  inMemory,
  linking,
  messageOf,
  minuteMs,
  noon,
  purchase,
  visit,
} from './given.ts';

const consent = (customerId: string) => ({
  source: 'shop.test',
  'detail-type': 'ConsentChanged',
  detail: { eventId: 'c-1', customerId, occurredAt: '2026-11-02T11:00:00Z', purpose: 'marketing', granted: true },
});

describe.each([
  ['embedded', () => openEmbeddedStore()],
  ['DynamoDB', inMemory],
] as const)('exportPerson() from the %s store', (_name, makeStore) => {
  const given = () => {
    const store: CustomerStore = makeStore();
    const { deps } = embedded({ store });
    const send = async (...entries: readonly object[]) => {
      let at = noon;
      for (const entry of entries) await receiveEvents(deps, [messageOf(entry, (at += minuteMs))]);
    };
    const exported = (person: PersonKey, asOf = noon + dayMs) => exportPerson(deps, person, asOf);
    return { store, send, exported };
  };

  const traits = {
    demographic: { birthDate: '1990-11-03' },
    geographic: { country: 'GB' },
    psychographic: { interests: ['running'] },
  };

  test('gives the profile as people read it, with sources and segments', async () => {
    const { send, exported } = given();
    await send(described({ customerId: 'ada', traits }), consent('ada'), purchase({ customerId: 'ada' }));
    expect(await exported('C#ada')).toMatchObject({
      customerId: 'ada',
      asOf: '2026-11-03T12:00:00.000Z',
      profile: {
        traits: {
          demographic: { birthDate: '1990-11-03', age: 36 },
          geographic: { country: 'GB' },
          psychographic: { interests: ['running'] },
          consent: { marketing: true },
          orders: { count: 1, revenue: 1999 },
        },
        sources: { 'geographic.country': { via: 'crm', at: '2026-11-02T11:59:00.000Z' } },
        segments: [
          { key: 'buyer', enteredAt: '2026-11-02T12:03:00.000Z' },
          { key: 'fresh-buyer', enteredAt: '2026-11-02T12:03:00.000Z' },
          { key: 'british', enteredAt: '2026-11-02T12:01:00.000Z' },
        ],
        sequence: 3,
        nextReviewAt: '2026-12-02T11:59:00.000Z',
      },
    });
  });

  test('gives the events as they came, the changes as they were published, and what was refused', async () => {
    const { send, exported } = given();
    const [first, odd] = [
      purchase({ customerId: 'ada', unknown: { field: 7 } }),
      visit({ customerId: 'ada', path: 7 }),
    ];
    await send(first, odd, visit({ customerId: 'bob' }));
    const all = await exported('C#ada');
    expect(all).toMatchObject({
      visitors: [],
      events: [{ arrivedAt: '2026-11-02T12:01:00.000Z', ...first }],
      changes: [
        { 'detail-type': 'SegmentEntered', detail: { changeId: 'ada:1', segment: { key: 'buyer' }, origin: 'live' } },
        { 'detail-type': 'SegmentEntered', detail: { changeId: 'ada:2', segment: { key: 'fresh-buyer' } } },
      ],
      quarantined: [{ arrivedAt: '2026-11-02T12:02:00.000Z', reason: 'invalid', field: 'path', entry: odd }],
    });
    expect(all).toHaveProperty('events.length', 1);
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });

  test('gives what the visitors did who are the customer, for each of their ids', async () => {
    const { send, exported } = given();
    const bad = visit({ anonymousId: 'phone', eventId: 'v-9', sku: '' });
    await send(
      purchase({ anonymousId: 'phone' }),
      bad,
      linking('ada', 'tablet', 'l-1'),
      linking('ada', 'phone', 'l-2'),
      visit({ anonymousId: 'tablet', eventId: 'v-2' }),
    );
    const all = await exported('C#ada');
    expect(all).toMatchObject({
      customerId: 'ada',
      visitors: [{ anonymousId: 'phone' }, { anonymousId: 'tablet' }],
      events: ['p-1', 'l-1', 'l-2', 'v-2'].map((eventId) => ({ detail: { eventId } })),
      quarantined: [{ entry: bad }],
    });
    const changes = 'changes' in all ? all.changes.map(({ detail }) => Object(detail).changeId as string) : [];
    expect(changes).toEqual(['~phone:1', '~phone:2', '~phone:3', '~phone:4', 'ada:1', 'ada:2']);
    expect(await exported('A#phone')).toEqual(all);
    expect(await exported('A#tablet')).toEqual(all);
  });

  test('gives what was changed quietly, apart from what was told', async () => {
    const { store, send, exported } = given();
    await send(purchase({ customerId: 'ada' }));
    const told = await exported('C#ada');
    const spenders = { key: 'spenders', when: { trait: 'orders.revenue', is: { gte: 1 } }, backfill: 'quiet' } as const;
    const { deps } = embedded({
      store,
      catalogue: compile({ ...catalogueJson, segments: [...catalogueJson.segments, spenders] }, 2),
    });
    await reviewCustomer(deps, 'C#ada', { at: noon + 2 * minuteMs });
    const all = await exported('C#ada');
    expect(all).toMatchObject({
      changes: 'changes' in told ? told.changes : [],
      quietChanges: [{ customerId: 'ada', origin: 'backfill', status: 'entered', segment: { key: 'spenders' } }],
    });
    expect(all).toHaveProperty('profile.segments.2.key', 'spenders');
  });

  test('gives of an erased person when that was, and the receipt, and nothing else', async () => {
    const { send, exported } = given();
    await send(purchase({ customerId: 'ada' }), linking('ada', 'phone'), erasure({ customerId: 'ada' }));
    await send(visit({ customerId: 'ada' }));
    const erased = { erasedAt: '2026-11-02T12:03:00.000Z', receiptId: 'receipt-1' };
    expect(await exported('C#ada')).toEqual({ customerId: 'ada', ...erased });
    expect(await exported('A#phone')).toEqual({ anonymousId: 'phone', ...erased });
  });

  test('gives what was refused of somebody who has no profile, and of a stranger that there is nothing', async () => {
    const { store, exported } = given();
    const text = '{"detail": {"customerId": "ada"}} ';
    const refusal = refuse('unknown-type', 'an entry', { field: 'detail-type', rule: 'must be known', value: 1 });
    await store.quarantine(quarantineEntry({ id: 'q-1', entry: JSON.parse(text), text, arrivedAt: noon }, refusal));
    const nothing = {
      asOf: '2026-11-03T12:00:00.000Z',
      profile: null,
      visitors: [],
      events: [],
      changes: [],
      quietChanges: [],
    };
    expect(await exported('C#ada')).toMatchObject({
      ...nothing,
      quarantined: [{ reason: 'unknown-type', entry: { detail: { customerId: 'ada' } } }],
    });
    expect(await exported('A#ada')).toEqual({ anonymousId: 'ada', ...nothing, quarantined: [] });
  });
});

describe('exportPerson()', () => {
  test('gives changes whose rows are owed yet', async () => {
    const table = new MemoryTable();
    const store = dynamoDbStore({ client: table.client, tableName: table.tableName, now: () => noon, ...noPauses });
    const { deps } = embedded({ store });
    let puts = 0;
    table.interrupt = ({ name }, proceed) => {
      if (name === 'put' && (puts += 1) > 1) throw new Error('crash after the commit');
      return proceed();
    };
    const { results } = await receiveEvents(deps, [messageOf(purchase({ customerId: 'ada' }))]);
    expect(results).toMatchObject([{ failure: { message: 'crash after the commit' } }]);
    table.interrupt = (_call, proceed) => proceed();
    const all = await exportPerson(deps, 'C#ada', noon);
    expect(all).toMatchObject({
      changes: [{ detail: { changeId: 'ada:1' } }, { detail: { changeId: 'ada:2' } }],
      events: [],
    });
    await receiveEvents(deps, [messageOf(purchase({ customerId: 'ada' }))]);
    expect(await exportPerson(deps, 'C#ada', noon)).toMatchObject({ changes: [{}, {}], events: [{}] });
  });
});
