import { describe, expect, test } from 'vitest';
import type { CustomerStore, LedgerEvent } from '#lib/ports/store/customer-store.ts';
import { ada, erase, eventOf, gather, strippedOf, touch, visitor } from '#test/ports/store/contract/store-samples.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { contentsOf } from '#test/support/table-contents.ts';
import { copyInto, lose, partitionOf, restored, rowsIn, shopOn, sortedIn } from './shop.ts';

const isFact = (item: Parameters<typeof sortedIn>[0]) => sortedIn(item).startsWith('FACT#');

const bodyOf = (detail: object) =>
  JSON.stringify({ 'detail-type': 'PurchaseMade', source: 'shop.test', detail: { customerId: 'ada', ...detail } });

/** An event as it comes, with the telling that it is also in its body. */
const telling = (eventId: string, number: number, person = ada) => {
  const revision = { of: 'order-1', number };
  return eventOf(eventId, { person, revision, body: bodyOf({ eventId, revision }) });
};

const newestOf = async (store: CustomerStore, person = ada) =>
  (await store.load(ada, [telling('new', 0, person)])).newest.get(`${person}/order-1`);

const namesOf = async (store: CustomerStore) => (await store.load(ada, [eventOf('e-1')])).named.get('C#ada/e-1');

const named = (...namedBy: readonly string[]) => ({ person: ada, eventId: 'e-1', namedBy });

/** A store on a table, and the copy of that table as `prepare` has left it. */
const copied = async (prepare: (store: CustomerStore) => Promise<unknown>) => {
  const [live, copy] = [new MemoryTable(), new MemoryTable()];
  const { store } = shopOn(live);
  await prepare(store);
  await copyInto(copy, live);
  return { live, copy, store };
};

const twice = (store: CustomerStore) => touch(store, ada, { events: [telling('e-1', 9), telling('e-2', 10)] });

describe('the newest telling of a fact', () => {
  test('comes back as it was, and again with nothing to do', async () => {
    const { live, copy } = await copied(twice);
    const before = await rowsIn(live);
    await lose(live, isFact);
    expect((await restored(copy, live, { dryRun: true })).tally).toMatchObject({ restored: 1 });
    expect((await restored(copy, live)).tally).toMatchObject({ restored: 1, present: before.size - 1 });
    expect(await rowsIn(live)).toEqual(before);
    expect((await restored(copy, live)).tally).toMatchObject({ restored: 0, present: before.size });
  });

  test('takes the place of an older one that came after the loss', async () => {
    const { live, copy, store } = await copied(twice);
    await lose(live, isFact);
    await touch(store, ada, { events: [telling('e-3', 8)] });
    expect(await newestOf(store)).toEqual({ number: 8, eventId: 'e-3' });
    const dry = await restored(copy, live, { dryRun: true });
    expect(dry.tally).toMatchObject({ restored: 1 });
    expect((await restored(copy, live)).tally).toEqual(dry.tally);
    expect(await newestOf(store)).toEqual({ number: 10, eventId: 'e-2' });
  });

  test('stays where it is newer than in the copy', async () => {
    const { live, copy, store } = await copied(twice);
    await touch(store, ada, { events: [telling('e-3', 11)] });
    await lose(live, (item) => sortedIn(item) === 'EVENT#e-1');
    expect((await restored(copy, live)).tally).toMatchObject({ restored: 1 });
    expect(await newestOf(store)).toEqual({ number: 11, eventId: 'e-3' });
  });

  test('is made of the events that come back, also of their rests, where the copy has no row of it', async () => {
    const { live, copy, store } = await copied(async (shop) => {
      await touch(shop, visitor, { events: [telling('e-0', 3, visitor)] });
      await twice(shop);
      await touch(shop, ada, { rows: [strippedOf('e-2', { revision: { of: 'order-1', number: 10 } })] });
      const other = bodyOf({ revision: 7, replaces: ['e-1'] });
      await touch(shop, ada, { events: [eventOf('e-5', { body: other })], rows: [named('w-1')] });
    });
    await lose(live, () => true);
    await lose(copy, isFact);
    await restored(copy, live);
    expect(await newestOf(store)).toEqual({ number: 10, eventId: 'e-2' });
    expect(await newestOf(store, visitor)).toEqual({ number: 3, eventId: 'e-0' });
    expect([...(await rowsIn(live)).values()].filter(isFact)).toHaveLength(2);
  });

  test('is left out with its person, who was erased', async () => {
    const { live, copy, store } = await copied(twice);
    await erase(store, ada);
    const { tally } = await restored(copy, live);
    expect(tally).toMatchObject({ restored: 0, withheld: tally.rows - 1, present: 1 });
    expect([...(await rowsIn(live)).values()].filter(isFact)).toEqual([]);
  });
});

describe('the names of an event that has not come', () => {
  test('are added to those of after the loss', async () => {
    const { live, copy, store } = await copied((shop) => touch(shop, ada, { rows: [named('w-1', 'w-2')] }));
    await lose(live, (item) => sortedIn(item) === 'EVENT#e-1');
    await touch(store, ada, { rows: [named('w-2', 'w-3')] });
    const dry = await restored(copy, live, { dryRun: true });
    expect(dry.tally).toMatchObject({ restored: 1 });
    expect((await restored(copy, live)).tally).toEqual(dry.tally);
    expect((await namesOf(store))?.toSorted()).toEqual(['w-1', 'w-2', 'w-3']);
    expect((await restored(copy, live)).tally).toMatchObject({ restored: 0 });
  });

  test('are added to the rest of the event that came meanwhile', async () => {
    const { live, copy, store } = await copied((shop) => touch(shop, ada, { rows: [named('w-1')] }));
    await lose(live, (item) => sortedIn(item) === 'EVENT#e-1');
    await touch(store, ada, { events: [strippedOf('e-1')] });
    await restored(copy, live);
    expect(await gather(store.ledger(ada))).toEqual([strippedOf('e-1', { namedBy: ['w-1'] })]);
  });

  test('leave an event as it is that came meanwhile and counted', async () => {
    const { live, copy, store } = await copied((shop) => touch(shop, ada, { rows: [named('w-1')] }));
    await lose(live, (item) => sortedIn(item) === 'EVENT#e-1');
    await touch(store, ada, { events: [eventOf('e-1')] });
    const before = await rowsIn(live);
    expect((await restored(copy, live)).tally).toMatchObject({ restored: 0 });
    expect(await rowsIn(live)).toEqual(before);
  });

  test('are added also to names, and to the event, that come while they are', async () => {
    const { live, copy, store } = await copied((shop) => touch(shop, ada, { rows: [named('w-1')] }));
    await lose(live, (item) => partitionOf(item) === ada);
    const come = [{ rows: [named('w-2')] }, { events: [strippedOf('e-1', { namedBy: ['w-2'] })] }];
    const interrupt: typeof live.interrupt = async (call, proceed) => {
      const next = call.name === 'put' && JSON.stringify(call.input).includes('EVENT#e-1') ? come.shift() : undefined;
      if (next === undefined) return proceed();
      live.interrupt = (_call, go) => go();
      await touch(store, ada, next);
      live.interrupt = interrupt;
      return proceed();
    };
    live.interrupt = interrupt;
    await restored(copy, live);
    expect(come).toEqual([]);
    expect(await gather(store.ledger(ada))).toEqual([strippedOf('e-1', { namedBy: ['w-2', 'w-1'] })]);
  });
});

/** A table that lost this row of an event which `replacing` had put right. */
const losing = async (event: LedgerEvent, replacing: LedgerEvent) => {
  const given = await copied((shop) => touch(shop, ada, { events: [event, eventOf('e-2')] }));
  await touch(given.store, ada, { events: [replacing], rows: [strippedOf('e-1')] });
  await lose(given.live, (item) => ['EVENT#e-1', 'EVENT#e-2'].includes(sortedIn(item)));
  return given;
};

describe('an event that was put right after the copy', () => {
  const marker = 'ada@example.org';
  const marked = eventOf('e-1', { body: bodyOf({ eventId: 'e-1', anonymousId: 'browser-7', text: marker }) });
  const rest = strippedOf('e-1', {
    type: 'PurchaseMade',
    anonymousId: 'browser-7',
    fingerprint: marked.fingerprint,
  });

  test('comes back without its text where the one that names it outlived it', async () => {
    const withdrawal = eventOf('w-1', { body: bodyOf({ eventId: 'w-1', replaces: 'e-1' }) });
    const { live, copy, store } = await losing(marked, withdrawal);
    expect((await restored(copy, live, { dryRun: true })).tally).toMatchObject({ restored: 2 });
    expect((await restored(copy, live)).tally).toMatchObject({ restored: 2 });
    expect(await gather(store.ledger(ada))).toEqual([rest, eventOf('e-2'), withdrawal]);
    expect(contentsOf(live.items())).not.toContain(marker);
  });

  test('comes back without it where a newer telling outlived it, and with it where an older did', async () => {
    const ninth = telling('e-1', 9);
    const { live, copy, store } = await losing(ninth, telling('e-9', 10));
    await restored(copy, live);
    const { revision, fingerprint } = ninth;
    const left = strippedOf('e-1', { type: 'PurchaseMade', fingerprint, ...(revision && { revision }) });
    expect(await gather(store.ledger(ada))).toContainEqual(left);

    const other = await losing(ninth, telling('e-9', 8));
    await restored(other.copy, other.live);
    expect((await gather(other.store.ledger(ada)))[0]).toMatchObject({ eventId: 'e-1', body: ninth.body });
  });

  test('of another own id is another event', async () => {
    const withdrawal = eventOf('w-1', { person: visitor, body: bodyOf({ eventId: 'w-1', replaces: 'e-1' }) });
    const { live, copy, store } = await losing(marked, withdrawal);
    await restored(copy, live);
    expect(await gather(store.ledger(ada))).toContainEqual(marked);
  });
});
