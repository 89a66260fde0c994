import { describe, expect, test } from 'vitest';
import { customerKey, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { timelineOf } from '#lib/use-cases/timeline/timeline.ts';
import {
  catalogueJson,
  dayMs,
  embedded,
  inMemory,
  linking,
  messageOf,
  minuteMs,
  noon,
  purchase,
  visit,
} from '../given.ts';
import { nameAhead, takeBack } from '../taken-back.ts';

const [ada, guest] = [customerKey('ada'), visitorKey('guest')];

const inWords = (items: Awaited<ReturnType<typeof timelineOf>>['items']) =>
  items.map((item) =>
    item.kind === 'event'
      ? `${item.at} ${item.type} ${item.eventId}`
      : `${item.at} ${item.changeId ?? 'quietly'} ${item.status} ${item.segment.key}`,
  );

describe.each<readonly [string, () => CustomerStore]>([
  ['an embedded store', () => openEmbeddedStore()],
  ['the table', inMemory],
])('timelineOf() a person in %s', (_where, makeStore) => {
  const given = (overrides: Parameters<typeof embedded>[0] = {}) => {
    const store = makeStore();
    const { deps } = embedded({ store, ...overrides });
    const send = async (entry: object, arrivedAt = noon) => receiveEvents(deps, [messageOf(entry, arrivedAt)]);
    const timeline = (person: PersonKey, page: Parameters<typeof timelineOf>[2] = { limit: 50 }) =>
      timelineOf(store, person, page);
    return { store, deps, send, timeline };
  };

  /** A visitor's visits and purchase, then the customer of them, who buys once more and is left alone. */
  const story = async () => {
    const shop = given();
    await shop.send(visit({ anonymousId: 'guest', eventId: 'v-1', occurredAt: '2026-11-02T11:58:00Z' }));
    await shop.send(purchase({ anonymousId: 'guest', occurredAt: '2026-11-02T14:00:00+02:00' }), noon + minuteMs);
    await shop.send(linking('ada', 'guest'), noon + 2 * minuteMs);
    await reviewCustomer(shop.deps, ada, { at: noon + 31 * dayMs });
    return shop;
  };

  test('gives what happened, newest first: changes when they took effect, events when they happened', async () => {
    const { timeline } = await story();
    const { items, next, complete } = await timeline(ada);
    expect(inWords(items)).toEqual([
      '2026-12-02T12:00:00.000Z ada:3 exited fresh-buyer',
      '2026-11-02T12:02:00.000Z ada:2 entered fresh-buyer',
      '2026-11-02T12:02:00.000Z ada:1 entered buyer',
      '2026-11-02T12:02:00.000Z ~guest:4 exited fresh-buyer',
      '2026-11-02T12:02:00.000Z ~guest:3 exited buyer',
      '2026-11-02T12:01:00.000Z ~guest:2 entered fresh-buyer',
      '2026-11-02T12:01:00.000Z ~guest:1 entered buyer',
      '2026-11-02T12:00:00.000Z PurchaseMade p-1',
      '2026-11-02T11:59:00.000Z IdentityLinked l-1',
      '2026-11-02T11:58:00.000Z VisitMade v-1',
    ]);
    expect({ next, complete }).toEqual({ next: null, complete: true });
  });

  test('says of an event what came, and of a change what a campaign is told and why', async () => {
    const { timeline } = await story();
    const { items } = await timeline(ada);
    expect(items.at(-1)).toEqual({
      kind: 'event',
      at: '2026-11-02T11:58:00.000Z',
      arrivedAt: '2026-11-02T12:00:00.000Z',
      anonymousId: 'guest',
      eventId: 'v-1',
      type: 'VisitMade',
      source: 'shop.test',
      detail: { eventId: 'v-1', occurredAt: '2026-11-02T11:58:00Z', anonymousId: 'guest' },
    });
    expect(items[0]).toEqual({
      kind: 'change',
      at: '2026-12-02T12:00:00.000Z',
      changeId: 'ada:3',
      sequence: 3,
      customerId: 'ada',
      status: 'exited',
      segment: { key: 'fresh-buyer', name: 'Fresh buyers', definitionHash: expect.any(String) },
      enteredAt: '2026-11-02T12:02:00.000Z',
      decidedAt: expect.any(String),
      origin: 'timer',
      cause: { dueAt: '2026-12-02T12:00:00.000Z' },
      because: [{ path: 'when', condition: 'PurchaseMade within P30D, times >= 1', observed: 0, holds: false }],
    });
  });

  test('is the same page by page, whatever the size of a page', async () => {
    const { timeline } = await story();
    const { items: whole } = await timeline(ada);
    for (const limit of [1, 3, 9, 10, 11]) {
      const pages = [];
      let before: string | undefined;
      do {
        const page = await timeline(ada, { before, limit });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        pages.push(...page.items);
        before = page.next ?? undefined;
      } while (before !== undefined);
      expect(pages).toEqual(whole);
    }
  });

  test('keeps an event that others took the place of, without what it said, and none that is only named', async () => {
    const { deps, send, timeline } = given();
    await send(purchase({ customerId: 'ada' }), noon + minuteMs);
    await takeBack(deps, ada, ['p-1']);
    await nameAhead(deps, ada, { eventId: 'p-2', namedBy: ['withdrawal-1'] });
    const { items } = await timeline(ada);
    const at = '2026-11-02T12:01:00.000Z';
    const events = items.filter((item) => item.kind === 'event');
    expect(events.map(({ eventId }) => eventId).toSorted()).toEqual(['back-p-1', 'p-1', 'withdrawal-1']);
    expect(events.filter(({ replaced }) => replaced)).toEqual([
      { kind: 'event', at, arrivedAt: at, customerId: 'ada', eventId: 'p-1', type: 'PurchaseMade', replaced: true },
    ]);
  });

  test('says of changes that were not put on the bus that they are quiet', async () => {
    const { store, send, timeline } = given({ quietUntil: noon + 1 });
    await send(purchase({ customerId: 'ada' }));
    const quiet = { key: 'new', when: { performed: 'PurchaseMade' }, backfill: 'quiet' };
    const catalogue = compile({ ...catalogueJson, segments: [...catalogueJson.segments, quiet] }, 2);
    await reviewCustomer(embedded({ store, catalogue }).deps, ada, { at: noon + minuteMs });
    const { items } = await timeline(ada);
    expect(items.filter(({ kind }) => kind === 'change')).toMatchObject([
      { changeId: null, sequence: null, quiet: true, segment: { key: 'new' }, origin: 'backfill' },
      { changeId: 'ada:2', sequence: 2, quiet: true },
      { changeId: 'ada:1', sequence: 1, quiet: true },
    ]);
  });

  test('reads at most 4 MB of events, and says so', async () => {
    const { send, timeline } = given();
    const visits = async (from: number, count: number) => {
      for (let n = from; n < from + count; n += 1)
        await send(visit({ customerId: 'ada', eventId: `v-${n}`, filler: 'x'.repeat(200_000) }));
    };
    await visits(0, 19);
    expect(await timeline(ada)).toMatchObject({ complete: true });
    await visits(19, 2);
    const { items, complete } = await timeline(ada);
    expect(items.filter(({ kind }) => kind === 'event')).toHaveLength(19);
    expect(complete).toBe(false);
    expect(items.some(({ kind }) => kind === 'change')).toBe(true);
  });

  test('is empty for somebody of whom nothing is stored', async () => {
    expect(await given().timeline(guest)).toEqual({ items: [], next: null, complete: true });
  });
});
