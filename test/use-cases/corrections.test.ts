import { describe, expect, test } from 'vitest';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { CustomerStore, LedgerRow } from '#lib/ports/store/customer-store.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import {
  announced,
  arrivalOf,
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
  waitingRows,
  type Entry,
} from './given.ts';

const ada = { customerId: 'ada' };

const withdrawal = (detail: Readonly<Record<string, unknown>>): Entry => ({
  source: 'shop.test',
  'detail-type': 'EventWithdrawn',
  detail: { eventId: 'w-1', occurredAt: '2026-11-02T11:59:00Z', ...detail },
});

const given = (store: CustomerStore) => {
  const { deps } = embedded({ store });
  let at = noon;
  const take = async (...entries: readonly Entry[]) => {
    const outcomes = [];
    for (const entry of entries) {
      const { results } = await receiveEvents(deps, [messageOf(entry, (at += minuteMs))]);
      for (const result of results) outcomes.push(result.kind === 'taken' ? result.outcome : undefined);
    }
    return outcomes;
  };
  const stateOf = async (person: 'C#ada' | 'A#phone' = 'C#ada'): Promise<CustomerState> => {
    const { record } = await store.load(person, []);
    if (record?.kind !== 'profile') throw new TypeError(`${person} has no profile`);
    return record.state;
  };
  const rowOf = async (eventId: string): Promise<LedgerRow | undefined> =>
    (await Array.fromAsync(store.ledger('C#ada'))).find((row) => row.eventId === eventId);
  return { store, deps, take, stateOf, rowOf, wait: (ms: number) => (at += ms) };
};

const inSegments = ({ memberships }: CustomerState): readonly string[] => Object.keys(memberships).toSorted();

const total = (amount: number, detail: Readonly<Record<string, unknown>>) =>
  purchase({ ...ada, total: amount, ...detail });

const revised = (number: number, amount: number) =>
  total(amount, { eventId: `order-7:${number}`, revision: { of: 'order-7', number } });

describe.each([
  ['embedded', () => openEmbeddedStore()],
  ['DynamoDB', inMemory],
] as const)('putting the past right, in the %s store', (_name, makeStore) => {
  test('a test order is withdrawn by name: the segments that it gave end at once, and nothing of it is kept', async () => {
    const { take, stateOf, rowOf } = given(makeStore());
    await take(purchase(ada));
    expect(inSegments(await stateOf())).toEqual(['buyer', 'fresh-buyer']);
    expect(await take(withdrawal({ ...ada, replaces: 'p-1' }))).toEqual([{ kind: 'applied', changes: 2, replaced: 1 }]);
    const state = await stateOf();
    expect(inSegments(state)).toEqual([]);
    expect(state).toMatchObject({ applied: 2, profile: { given: {}, tallies: {} } });
    expect(state.profile).not.toHaveProperty('firstSeenAt');
    expect(await rowOf('p-1')).toMatchObject({ type: 'PurchaseMade', fingerprint: expect.any(String) });
    expect(await rowOf('p-1')).not.toHaveProperty('body');
  });

  test('of an order that is told anew at each edit only the newest counts, also where an older one comes late', async () => {
    const { take, stateOf, rowOf } = given(makeStore());
    const outcomes = await take(revised(9, 900), revised(10, 1000), revised(2, 200));
    expect(outcomes).toEqual([
      { kind: 'applied', changes: 2 },
      { kind: 'applied', changes: 0, replaced: 1 },
      { kind: 'applied', changes: 0, replaced: 1 },
    ]);
    expect(await stateOf()).toMatchObject({ applied: 3, profile: { orders: { count: 1, gross: 1000 } } });
    for (const number of [9, 2]) {
      expect(await rowOf(`order-7:${number}`)).toMatchObject({ revision: { of: 'order-7', number } });
      expect(await rowOf(`order-7:${number}`)).not.toHaveProperty('body');
    }
  });

  test('withdrawing the newest telling by name brings no older one back', async () => {
    const { take, stateOf } = given(makeStore());
    await take(revised(1, 100), revised(2, 200), withdrawal({ ...ada, replaces: 'order-7:2' }));
    expect((await stateOf()).profile.orders).toBeUndefined();
  });

  test('a withdrawal as the newest revision takes the fact away, and a newer telling brings it back', async () => {
    const { take, stateOf } = given(makeStore());
    await take(revised(1, 100), withdrawal({ ...ada, revision: { of: 'order-7', number: 2 } }));
    expect((await stateOf()).profile.orders).toBeUndefined();
    await take(revised(3, 300));
    expect((await stateOf()).profile.orders).toMatchObject({ count: 1, gross: 300 });
  });

  test('an event that was named before it came is taken, counts for nothing, and is a duplicate when it comes again', async () => {
    const { take, stateOf } = given(makeStore());
    const outcomes = await take(withdrawal({ ...ada, replaces: 'p-1' }), purchase(ada), purchase(ada), total(1, {}));
    expect(outcomes).toMatchObject([
      { kind: 'applied', changes: 0, unmet: 1 },
      { kind: 'applied', changes: 0, replaced: 1, unmet: -1 },
      { kind: 'duplicate' },
      { kind: 'quarantined', refusal: { reason: 'conflict' } },
    ]);
    expect(await stateOf()).toMatchObject({ applied: 2 });
    expect(inSegments(await stateOf())).toEqual([]);
  });

  test('two that replace one both count, and what an event names stays named when it no longer counts itself', async () => {
    const { take, stateOf } = given(makeStore());
    await take(
      purchase(ada),
      total(500, { eventId: 'p-2', replaces: 'p-1' }),
      total(700, { eventId: 'p-3', replaces: 'p-1' }),
    );
    expect((await stateOf()).profile.orders).toMatchObject({ count: 2, gross: 1200 });
    await take(withdrawal({ ...ada, replaces: 'p-2' }));
    expect((await stateOf()).profile.orders).toMatchObject({ count: 1, gross: 700 });
  });

  test('nobody puts another’s events right: a name is one of the same own id', async () => {
    const { take, stateOf } = given(makeStore());
    await take(purchase(ada), withdrawal({ customerId: 'bob', replaces: 'p-1' }));
    expect((await stateOf()).profile.orders).toMatchObject({ count: 1 });
  });

  test('a guest’s order is corrected under the guest’s id, also after the link', async () => {
    const { take, stateOf } = given(makeStore());
    const guests = purchase({ anonymousId: 'phone' });
    await take(visit(ada), guests, linking('ada', 'phone'), withdrawal({ anonymousId: 'phone', replaces: 'p-1' }));
    expect(await stateOf()).toMatchObject({ applied: 4, profile: { visits: { count: 1 } } });
    expect((await stateOf()).profile.orders).toBeUndefined();
  });

  test('a link that a replaced event had made stands, and one that does not count when it arrives links nothing', async () => {
    const both = { customerId: 'ada', anonymousId: 'phone' };
    const linked = given(makeStore());
    await linked.take(purchase({ anonymousId: 'phone' }), visit(both), withdrawal({ ...ada, replaces: 'v-1' }));
    expect((await linked.stateOf()).profile.orders).toMatchObject({ count: 1 });
    expect(await linked.store.load('A#phone', [])).toMatchObject({ record: { kind: 'linked', to: 'C#ada' } });

    const named = given(makeStore());
    await named.take(purchase({ anonymousId: 'phone' }), withdrawal({ ...ada, replaces: 'v-1' }), visit(both));
    expect(await named.store.load('A#phone', [])).toMatchObject({ record: { kind: 'profile' } });
    expect((await named.stateOf()).profile.orders).toBeUndefined();
  });

  test('an event that links and puts right does both at once', async () => {
    const { take, stateOf } = given(makeStore());
    await take(
      purchase(ada),
      purchase({ anonymousId: 'phone', eventId: 'p-2', total: 500 }),
      withdrawal({ ...ada, anonymousId: 'phone', replaces: 'p-1' }),
    );
    expect(await stateOf()).toMatchObject({ applied: 3, profile: { orders: { count: 1, gross: 500 } } });
    expect(await stateOf('C#ada')).toMatchObject({
      memberships: expect.objectContaining({ buyer: expect.any(Number) }),
    });
  });

  test('tellings of one batch are told apart as those of several', async () => {
    const { deps, stateOf } = given(makeStore());
    const arrivals = [revised(2, 200), revised(1, 100), revised(3, 300)].map((entry) => arrivalOf(entry));
    expect(await updateCustomer(deps, 'C#ada', arrivals)).toEqual([
      { kind: 'applied', changes: 2 },
      { kind: 'applied', changes: 0, replaced: 1 },
      { kind: 'applied', changes: 0, replaced: 1 },
    ]);
    expect(await stateOf()).toMatchObject({ applied: 3, profile: { orders: { count: 1, gross: 300 } } });
  });

  test('a trait that must not be known any more goes with the event that told it, and the one before it is back', async () => {
    const { take, stateOf } = given(makeStore());
    const said = (eventId: string, gender: string, occurredAt: string) =>
      described({ ...ada, eventId, occurredAt, traits: { demographic: { gender } } });
    await take(said('d-1', 'm', '2026-11-01T10:00:00Z'), said('d-2', 'f', '2026-11-01T11:00:00Z'));
    await take(withdrawal({ ...ada, replaces: 'd-2' }));
    expect((await stateOf()).profile.given['demographic.gender']).toMatchObject([
      'm',
      expect.any(Number),
      'd-1',
      'crm',
    ]);
  });

  test('the erased stay erased: a correction of theirs is refused', async () => {
    const { take } = given(makeStore());
    const outcomes = await take(purchase(ada), erasure(ada), withdrawal({ ...ada, replaces: 'p-1' }));
    expect(outcomes.at(-1)).toMatchObject({ kind: 'quarantined', refusal: { reason: 'erased' } });
  });
});

describe('the changes of a correction', () => {
  test('come at its arrival, after those that time had brought, and the published past stands', async () => {
    const store = openEmbeddedStore();
    const { take, wait } = given(store);
    await take(purchase(ada));
    wait(40 * dayMs);
    await take(withdrawal({ ...ada, replaces: 'p-1' }));
    expect(announced(store)).toEqual([
      'C#ada:1 entered buyer',
      'C#ada:2 entered fresh-buyer',
      'C#ada:3 exited fresh-buyer',
      'C#ada:4 exited buyer',
    ]);
    expect(waitingRows(store).map((row) => 'origin' in row && [row.origin, row.cause])).toEqual([
      ['live', { eventId: 'p-1' }],
      ['timer', { dueAt: '2026-12-02T11:59:00.000Z' }],
      ['live', { eventId: 'w-1' }],
    ]);
  });
});

const withApplied = async (applied: number) => {
  const store = openEmbeddedStore();
  const { take, stateOf } = given(store);
  await take(purchase(ada));
  const state = { ...(await stateOf()), applied };
  await store.save({ loaded: await store.load('C#ada', []), state, events: [], changes: [] });
  return { take, stateOf };
};

describe('a past that is too long to be put right', () => {
  const most = 20_000;

  test('ends at 20,000 applied events', async () => {
    const { take, stateOf } = await withApplied(most);
    expect(await take(withdrawal({ ...ada, replaces: 'p-1' }))).toMatchObject([{ kind: 'applied' }]);
    expect((await stateOf()).profile.orders).toBeUndefined();
  });

  test('is refused with its number, and everything else is taken', async () => {
    const { take, stateOf } = await withApplied(most + 1);
    expect(
      await take(withdrawal({ ...ada, replaces: 'p-1' }), withdrawal({ ...ada, eventId: 'w-2', replaces: 'x' })),
    ).toMatchObject([
      {
        kind: 'quarantined',
        refusal: {
          reason: 'too-large',
          field: 'profile',
          message:
            'Cannot accept EventWithdrawn as an event: profile must have at most 20000 applied events for one of them to be put right, current value is 20001',
        },
      },
      { kind: 'applied', unmet: 1 },
    ]);
    await take(revised(5, 500), revised(4, 400));
    expect(await stateOf()).toMatchObject({ applied: most + 4, profile: { orders: { count: 2 } } });
    expect(await take(revised(6, 600))).toMatchObject([{ kind: 'quarantined', refusal: { reason: 'too-large' } }]);
  });
});
