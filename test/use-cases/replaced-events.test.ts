import { describe, expect, test } from 'vitest';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { explainPerson } from '#lib/use-cases/explain/explain-person.ts';
import { exportPerson } from '#lib/use-cases/export/export-person.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { planPerson } from '#lib/use-cases/plan/plan-person.ts';
import { rebuildPerson } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import {
  catalogueJson,
  embedded,
  erasure,
  inMemory,
  linking,
  messageOf,
  minuteMs,
  noon,
  purchase,
  visit,
  type Entry,
} from './given.ts';
import { nameAhead, takeBack } from './taken-back.ts';

const ada = 'C#ada';

const arrivedAt = (minutes: number) => new Date(noon + minutes * minuteMs).toISOString();

const first = purchase({ customerId: 'ada' });
const second = purchase({ customerId: 'ada', eventId: 'p-2', total: 500 });
const ofPhone = visit({ anonymousId: 'phone' });
const lives = [first, second, ofPhone, linking('ada', 'phone')];

describe.each([
  ['embedded', () => openEmbeddedStore()],
  ['DynamoDB', inMemory],
] as const)('a ledger with rows that lack the event, in the %s store', (_name, makeStore) => {
  const given = async (...entries: readonly Entry[]) => {
    const store: CustomerStore = makeStore();
    const { deps } = embedded({ store });
    let at = noon;
    const take = async (...more: readonly Entry[]) => {
      const outcomes: string[] = [];
      for (const entry of more) {
        const { results } = await receiveEvents(deps, [messageOf(entry, (at += minuteMs))]);
        outcomes.push(...results.map((result) => (result.kind === 'taken' ? String(result.outcome?.kind) : 'failed')));
      }
      return outcomes;
    };
    await take(...entries);
    const stateOf = async (): Promise<CustomerState> => {
      const { record } = await store.load(ada, []);
      if (record?.kind !== 'profile') throw new TypeError('ada has no profile');
      return record.state;
    };
    const differences = (repair = false) => rebuildPerson({ ...deps, until: at }, ada, { repair });
    return { store, deps, take, stateOf, differences, now: () => at };
  };

  const right = { kind: 'compared', differences: [] };

  test('takes a replaced event that comes again for a duplicate, and one with another body for a conflict', async () => {
    const { deps, take, stateOf } = await given(...lives);
    await takeBack(deps, ada, ['p-1']);
    const before = await stateOf();
    expect(await take(first, purchase({ customerId: 'ada', total: 1 }))).toEqual(['duplicate', 'quarantined']);
    expect(await stateOf()).toEqual(before);
  });

  test('makes the profile of the events that count, of which all are counted as applied', async () => {
    const { deps, stateOf, differences } = await given(...lives);
    await takeBack(deps, ada, ['p-1']);
    expect(await stateOf()).toMatchObject({ applied: lives.length + 1, profile: { orders: { count: 1 } } });
    expect(await differences()).toEqual(right);
  });

  test('keeps the link of a replaced event', async () => {
    const { deps, stateOf, differences } = await given(...lives, visit({ anonymousId: 'phone', eventId: 'v-2' }));
    await takeBack(deps, ada, ['l-1']);
    expect(await stateOf()).toMatchObject({ applied: 6, profile: { visits: { count: 2 } } });
    expect(await differences()).toEqual(right);
  });

  test('keeps a profile of a person of whom every event is replaced', async () => {
    const { deps, stateOf, differences } = await given(first, second);
    await takeBack(deps, ada, ['p-1', 'p-2']);
    expect(await stateOf()).toMatchObject({ applied: 4, memberships: {}, profile: { given: {}, tallies: {} } });
    expect(await differences()).toEqual(right);
  });

  test('shows a repair what a ledger without the event makes', async () => {
    const { store, deps, stateOf, differences } = await given(...lives);
    const before = await stateOf();
    await takeBack(deps, ada, ['p-1']);
    const taken = await stateOf();
    await store.save({ loaded: await store.load(ada, []), state: before, events: [], changes: [] });
    expect(await differences(true)).toMatchObject({ kind: 'compared' });
    expect((await stateOf()).profile).toEqual(taken.profile);
    expect(await differences()).toEqual(right);
  });

  test('folds and plans another catalogue from the events that count', async () => {
    const { store, deps, stateOf, now } = await given(...lives);
    await takeBack(deps, ada, ['p-1']);
    await nameAhead(deps, ada, { eventId: 'p-9', namedBy: ['w-1'] });
    const loyal = { key: 'loyal', name: 'Loyal', when: { trait: 'orders.count', is: { gte: 2 } } };
    const catalogue = compile({ ...catalogueJson, segments: [loyal, ...catalogueJson.segments] });
    const plan = await planPerson({ store, catalogue, at: now() }, ada);
    expect(plan).toMatchObject({ changes: [], events: lives.length + 2 });
    await reviewCustomer({ ...deps, catalogue }, ada, { at: now() });
    expect(await stateOf()).toMatchObject({ catalogue: catalogue.hash, applied: lives.length + 2 });
    expect((await stateOf()).memberships).not.toHaveProperty('loyal');
  });

  test('tells the past without what was replaced, and says so', async () => {
    const { deps, take, now } = await given(first, second);
    const then = now();
    await take(visit({ customerId: 'ada' }));
    const ask = async () => {
      const explained = await explainPerson(deps, { person: ada, at: then, segment: 'buyer' });
      if (explained.kind === 'erased') throw new TypeError('ada is erased');
      const [segment] = explained.segments;
      return { isMember: segment?.isMember, holds: segment?.condition.holds, notes: explained.notes };
    };
    expect(await ask()).toEqual({ isMember: true, holds: true, notes: [] });
    await takeBack(deps, ada, ['p-1']);
    const note = 'replaced or taken back since, and the past is shown without what was said there.';
    expect(await ask()).toEqual({
      isMember: true,
      holds: true,
      notes: [`1 event that had arrived was ${note}`],
    });
    await takeBack(deps, ada, ['p-2']);
    // What was published stands.
    expect(await ask()).toEqual({
      isMember: true,
      holds: false,
      notes: [`2 events that had arrived were ${note}`],
    });
  });

  test('exports what is left of a replaced event, and which events were named before they came', async () => {
    const { deps, now } = await given(...lives);
    await takeBack(deps, ada, ['p-1', 'l-1']);
    await nameAhead(deps, ada, { eventId: 'p-9', namedBy: ['w-1'] });
    const exported = JSON.parse(JSON.stringify(await exportPerson(deps, ada, now()))) as Record<string, unknown>;
    expect(exported['events']).toMatchObject([
      {
        arrivedAt: arrivedAt(1),
        'detail-type': 'PurchaseMade',
        detail: { eventId: 'p-1', customerId: 'ada' },
        replaced: true,
      },
      { arrivedAt: arrivedAt(2), detail: { eventId: 'p-2', total: 500 } },
      { arrivedAt: arrivedAt(3), detail: { eventId: 'v-1' } },
      { 'detail-type': 'EventWithdrawn', detail: { eventId: 'back-l-1', replaces: 'l-1' } },
      { 'detail-type': 'EventWithdrawn', detail: { eventId: 'back-p-1', replaces: 'p-1' } },
      { arrivedAt: arrivedAt(4), detail: { eventId: 'l-1', customerId: 'ada', anonymousId: 'phone' }, replaced: true },
      { 'detail-type': 'EventWithdrawn', detail: { eventId: 'w-1', replaces: 'p-9' } },
    ]);
    expect(JSON.stringify(exported['events'])).not.toContain('1999');
    expect(exported['namedAhead']).toEqual([{ customerId: 'ada', eventId: 'p-9', namedBy: ['w-1'] }]);
  });

  test('takes an event that was named before it came, which counts for nothing and stays named', async () => {
    const { store, deps, take, stateOf, differences, now } = await given(first);
    await nameAhead(deps, ada, { eventId: 'p-2', namedBy: ['w-1'] });
    expect(await take(second)).toEqual(['applied']);
    expect(await stateOf()).toMatchObject({ applied: 3, clock: now(), profile: { orders: { count: 1 } } });
    expect(await take(second, purchase({ customerId: 'ada', eventId: 'p-2', total: 1 }))).toEqual([
      'duplicate',
      'quarantined',
    ]);
    const rows = await Array.fromAsync(store.ledger(ada));
    expect(rows.find(({ eventId }) => eventId === 'p-2')).toMatchObject({ type: 'PurchaseMade', namedBy: ['w-1'] });
    expect(JSON.stringify(rows)).not.toContain('500');
    expect(await differences()).toEqual(right);
  });

  test('links nobody by an event that was named before it came', async () => {
    const { store, deps, take, stateOf, differences } = await given(first, ofPhone);
    await nameAhead(deps, ada, { eventId: 'l-1', namedBy: ['w-1'] });
    expect(await take(linking('ada', 'phone'))).toEqual(['applied']);
    expect((await store.load('A#phone', [])).record?.kind).toBe('profile');
    expect(await stateOf()).toMatchObject({ applied: 3 });
    expect(await take(linking('ada', 'phone', 'l-2'))).toEqual(['applied']);
    expect(await stateOf()).toMatchObject({ applied: 5, profile: { visits: { count: 1 } } });
    expect(await differences()).toEqual(right);
  });

  test('erases a person whatever was named', async () => {
    const { store, deps, take } = await given(...lives);
    await takeBack(deps, ada, ['p-1']);
    await nameAhead(deps, ada, { eventId: 'e-1', namedBy: ['w-1'] });
    expect(await take(erasure({ customerId: 'ada' }))).toEqual(['applied']);
    expect((await store.load(ada, [])).record?.kind).toBe('erased');
    expect(await Array.fromAsync(store.ledger(ada))).toEqual([]);
  });
});
