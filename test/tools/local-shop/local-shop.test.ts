import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { openLocalShop } from '#lib/tools/local-shop/local-shop.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { openedShop } from './opened-shop.ts';
import { asDecided, replayedChanges } from './replayed-changes.ts';

const day = 86_400_000;
const noon = Date.parse('2026-11-02T12:00:00.000Z');

const fresh = { key: 'fresh', when: { performed: 'PurchaseMade', within: 'P30D' } };
const browser = { key: 'browser', when: { performed: 'VisitMade', within: 'P10D' } };
const catalogue = compile({ currency: 'GBP', segments: [fresh, browser] });

const entry = (type: string, detail: object): string =>
  JSON.stringify({
    source: 'shop.test',
    'detail-type': type,
    detail: { occurredAt: '2026-11-02T12:00:00Z', ...detail },
  });

const order = { orderId: 'o-1', currency: 'GBP', total: 1999 };
const purchase = (detail: object = {}): string =>
  entry('PurchaseMade', { eventId: 'p-1', customerId: 'ada', ...order, ...detail });
const visit = (detail: object = {}): string => entry('VisitMade', { eventId: 'v-1', customerId: 'bob', ...detail });
const linked = (customerId: string, anonymousId: string): string =>
  entry('IdentityLinked', { eventId: `l-${customerId}`, customerId, anonymousId });
const erasure = (customerId: string): string => entry('ErasureRequested', { eventId: 'e-1', customerId });

type Published = Awaited<ReturnType<typeof openedShop>>['published'];

/** Who entered or left what, and when. */
const told = (published: Published): readonly string[] =>
  published.map(({ detailType, detail }) => {
    const { changeId, customerId, segment, effectiveAt } = JSON.parse(detail);
    return detailType === 'ProfileErased'
      ? `${customerId} erased`
      : `${changeId} ${detailType} ${segment.key} ${effectiveAt}`;
  });

const publishedLines = (published: Published): readonly string[] =>
  published.map(({ detailType, detail }) => `{"source":"patron","detail-type":"${detailType}","detail":${detail}}`);

describe('a shop on this machine', () => {
  test('takes events in, lets time pass, and publishes in order of time over all people', async () => {
    const { shop, published } = await openedShop(catalogue, noon);
    expect(await shop.take(purchase())).toEqual({ outcome: { kind: 'applied', changes: 1 }, arrivedAt: noon });
    await shop.take(visit());
    expect(await shop.advance(noon + 30 * day)).toBe(2);
    expect(told(published)).toEqual([
      'ada:1 SegmentEntered fresh 2026-11-02T12:00:00.000Z',
      'bob:1 SegmentEntered browser 2026-11-02T12:00:00.000Z',
      'bob:2 SegmentExited browser 2026-11-12T12:00:00.000Z',
      'ada:2 SegmentExited fresh 2026-12-02T12:00:00.000Z',
    ]);
    await shop.close();
  });

  test('takes what was refused again: what is applied now leaves quarantine, and its lines still give the same', async () => {
    const { shop, published } = await openedShop(catalogue, noon);
    await shop.take(purchase({ occurredAt: '2026-11-04T12:00:00Z' }));
    await shop.take(purchase({ eventId: 'p-2', currency: 'pounds' }));
    expect(await shop.redrive('future')).toMatchObject([{ outcome: { kind: 'quarantined' } }]);
    expect(await shop.redrive('unknown-type')).toEqual([]);
    const again = await shop.redrive('future', noon + 2 * day);
    expect(again).toEqual([{ outcome: { kind: 'applied', changes: 1 }, arrivedAt: noon + 2 * day }]);
    expect([...shop.store.quarantined()].map(({ reason }) => reason)).toEqual(['invalid']);
    expect(told(published)).toEqual(['ada:1 SegmentEntered fresh 2026-11-04T12:00:00.000Z']);
    expect(await shop.redrive('future')).toEqual([]);
    const lines = [...shop.events()];
    expect(lines).toHaveLength(3);
    const replayed = await replayedChanges(catalogue, lines, shop.now);
    expect(replayed.map(asDecided)).toEqual(publishedLines(published).map(asDecided));
    await shop.close();
  });

  test('lets one person be changed several times while time passes, between the changes of others', async () => {
    const bought = { performed: 'PurchaseMade', within: 'P30D' };
    const weeksAgo = { performed: 'PurchaseMade', between: ['P20D', 'P7D'] };
    const { shop, published } = await openedShop(
      compile({
        currency: 'GBP',
        segments: [
          { key: 'bought', when: bought },
          { key: 'weeks-ago', when: weeksAgo },
        ],
      }),
      noon,
    );
    await shop.take(purchase());
    const next = { eventId: 'p-2', orderId: 'o-2', customerId: 'bob', occurredAt: '2026-11-03T12:00:00Z' };
    await shop.take(purchase(next), noon + day);
    expect(await shop.advance(noon + 60 * day)).toBe(6);
    expect(told(published).slice(2)).toEqual([
      'ada:2 SegmentEntered weeks-ago 2026-11-09T12:00:00.000Z',
      'bob:2 SegmentEntered weeks-ago 2026-11-10T12:00:00.000Z',
      'ada:3 SegmentExited weeks-ago 2026-11-22T12:00:00.000Z',
      'bob:3 SegmentExited weeks-ago 2026-11-23T12:00:00.000Z',
      'ada:4 SegmentExited bought 2026-12-02T12:00:00.000Z',
      'bob:4 SegmentExited bought 2026-12-03T12:00:00.000Z',
    ]);
    await shop.close();
  });

  test('what others are due for happens before an event that comes later', async () => {
    const { shop, published } = await openedShop(catalogue, noon);
    await shop.take(visit());
    await shop.take(purchase(), noon + 11 * day);
    expect(told(published).slice(1)).toEqual([
      'bob:2 SegmentExited browser 2026-11-12T12:00:00.000Z',
      'ada:1 SegmentEntered fresh 2026-11-13T12:00:00.000Z',
    ]);
    await shop.close();
  });

  test('says of an event whether it was applied, known or refused, and why', async () => {
    const { shop } = await openedShop(catalogue, noon);
    await shop.take(purchase());
    expect((await shop.take(purchase())).outcome).toEqual({ kind: 'duplicate' });
    expect((await shop.take(purchase({ total: 5 }))).outcome).toMatchObject({ refusal: { reason: 'conflict' } });
    expect((await shop.take(purchase({ eventId: 'p-2', currency: 'pounds' }))).outcome).toMatchObject({
      kind: 'quarantined',
      refusal: { reason: 'invalid', field: 'currency', message: expect.stringContaining('current value is "pounds"') },
    });
    expect((await shop.take('no JSON\nat all')).outcome).toMatchObject({
      refusal: { field: 'entry', rule: 'must be JSON' },
    });
    expect([...shop.events()].map((line) => line.slice(0, 60))).toHaveLength(5);
    expect([...shop.events()].at(-1)).toBe('no JSON at all');
    await shop.close();
  });

  test('an event that comes at the instant at which time has just changed its person arrives a millisecond later', async () => {
    const { shop, published } = await openedShop(catalogue, noon);
    await shop.take(purchase());
    await shop.advance(noon + 30 * day);
    expect((await shop.take(visit())).arrivedAt).toBe(noon + 30 * day);
    const again = purchase({ eventId: 'p-2', occurredAt: '2026-12-02T12:00:00Z' });
    expect((await shop.take(again)).arrivedAt).toBe(noon + 30 * day + 1);
    expect(shop.now).toBe(noon + 30 * day);
    const replayed = await replayedChanges(catalogue, [...shop.events()], shop.now);
    expect(replayed.map(asDecided).toSorted()).toEqual(publishedLines(published).map(asDecided).toSorted());
    await shop.close();
  });

  test('refuses to let time pass to an instant that is past, and goes on', async () => {
    const { shop } = await openedShop(catalogue, noon);
    await expect(shop.advance(noon - 1)).rejects.toThrow(
      'Cannot let time pass to 2026-11-02T11:59:59.999Z as what is to come: current value is 2026-11-02T12:00:00.000Z',
    );
    expect((await shop.take(purchase(), noon - day)).arrivedAt).toBe(noon);
    await shop.close();
  });

  test('begins anew', async () => {
    const { shop, published } = await openedShop(catalogue, noon);
    await shop.take(purchase());
    await shop.reset(noon + day);
    expect([...shop.events()]).toEqual([]);
    expect(shop.now).toBe(noon + day);
    await shop.take(purchase());
    expect(told(published)).toEqual([
      'ada:1 SegmentEntered fresh 2026-11-02T12:00:00.000Z',
      'ada:1 SegmentEntered fresh 2026-11-03T12:00:00.000Z',
    ]);
    await shop.close();
  });
});

describe('the line of an event', () => {
  test('has what came to the digit, with the instant of its arrival', async () => {
    const { shop } = await openedShop(catalogue, noon);
    const detail = `{"total":1e400,"custom":{"number":12345678901234567890123,"rate":1.10,"owed":-0}}`;
    await shop.take(` {"source":"shop.test",\r\n "detail-type":"PurchaseMade","detail":${detail}} \n`);
    expect([...shop.events()]).toEqual([
      `{"time":"2026-11-02T12:00:00.000Z","source":"shop.test",  "detail-type":"PurchaseMade","detail":${detail}}`,
    ]);
    await shop.close();
  });

  test.each([
    ['{}', '{"time":"2026-11-02T12:00:00.000Z"}'],
    ['{"time":"2020-01-01T00:00:00Z"}', '{"time":"2026-11-02T12:00:00.000Z"}'],
    ['{"time":"2020-01-01T00:00:00Z","source":"s"}', '{"time":"2026-11-02T12:00:00.000Z","source":"s"}'],
  ])('of %s is %s', async (text, line) => {
    const { shop } = await openedShop(catalogue, noon);
    await shop.take(text);
    expect([...shop.events()]).toEqual([line]);
    await shop.close();
  });

  test('is there for values within values, however deep', async () => {
    const { shop } = await openedShop(catalogue, noon);
    const deep = `${'['.repeat(150_000)}${']'.repeat(150_000)}`;
    const { outcome } = await shop.take(purchase({ custom: 'DEEP' }).replace('"DEEP"', deep));
    expect(outcome.kind).toBe('quarantined');
    expect([...shop.events()]).toHaveLength(1);
    await shop.close();
  });
});

describe('the lines of people who were erased', () => {
  test('are forgotten, but for the erasure', async () => {
    const { shop } = await openedShop(catalogue, noon);
    await shop.take(purchase({ custom: { note: 'secret' } }));
    await shop.take(purchase({ eventId: 'p-2', total: 'secret' }));
    await shop.take(visit());
    await shop.take(entry('ErasureRequested', { eventId: 'e-1', customerId: 'ada', custom: { why: 'secret' } }));
    await shop.take(purchase({ eventId: 'p-3', custom: { note: 'secret' } }));
    await shop.take(purchase({ eventId: 'p-4', total: 'secret' }));
    await shop.take(entry('ErasureRequested', { eventId: 'e-2', customerId: 'ada', custom: { why: 'secret' } }));
    const lines = [...shop.events()];
    expect(lines.join('\n')).not.toContain('secret');
    expect(lines.map((line) => JSON.parse(line)['detail-type'])).toEqual(['VisitMade', 'ErasureRequested']);
    await shop.close();
  });

  test('keep that a visitor was the one whom they were linked to, so that nobody else gets their events', async () => {
    const { shop, published } = await openedShop(catalogue, noon);
    await shop.take(linked('ada', 'guest'));
    await shop.take(purchase({ anonymousId: 'guest' }));
    await shop.take(erasure('ada'));
    await shop.take(linked('bob', 'guest'));
    await shop.take(visit({ customerId: undefined, anonymousId: 'guest' }));
    expect([...shop.events()].map((line) => JSON.parse(line)['detail-type'])).toEqual([
      'IdentityLinked',
      'ErasureRequested',
      'IdentityLinked',
    ]);
    expect(told(published)).toEqual([
      'ada:1 SegmentEntered fresh 2026-11-02T12:00:00.000Z',
      'ada:2 SegmentExited fresh 2026-11-02T12:00:00.000Z',
      'ada erased',
    ]);
    await shop.close();
  });

  test('links of theirs stay without anything else', async () => {
    const { shop } = await openedShop(catalogue, noon);
    await shop.take(purchase({ anonymousId: 'guest', custom: { note: 'secret' } }));
    await shop.take(erasure('ada'));
    expect(JSON.parse([...shop.events()][0] ?? '')).toEqual({
      time: '2026-11-02T12:00:00.000Z',
      source: 'shop.test',
      'detail-type': 'IdentityLinked',
      detail: {
        eventId: 'forgotten:1',
        customerId: 'ada',
        anonymousId: 'guest',
        occurredAt: '2026-11-02T12:00:00.000Z',
      },
    });
    await shop.close();
  });
});

const takesNothing = async (): Promise<void> => {
  throw new Error('the listener is gone');
};

describe('a shop in a file', () => {
  test('goes on where it was, and lets time pass until it is opened', () =>
    inNewFolder(async (folder) => {
      const file = join(folder, 'shop.sqlite');
      const before = await openedShop(catalogue, noon, file);
      await before.shop.take(purchase());
      await before.shop.take(erasure('eve'));
      await before.shop.close();
      const after = await openedShop(catalogue, noon + 31 * day, file);
      await after.shop.take(erasure('mallory'));
      expect(told(after.published)).toEqual(['ada:2 SegmentExited fresh 2026-12-02T12:00:00.000Z', 'mallory erased']);
      expect(after.published.at(-1)?.detail).toContain('"receiptId":"receipt-2"');
      expect([...after.shop.events()]).toHaveLength(3);
      await after.shop.close();
    }));

  test('one that has come further than the clock stays where it is', () =>
    inNewFolder(async (folder) => {
      const file = join(folder, 'shop.sqlite');
      const before = await openedShop(catalogue, noon, file);
      await before.shop.advance(noon + day);
      await before.shop.close();
      const { shop } = await openedShop(catalogue, noon, file);
      expect(shop.now).toBe(noon + day);
      await shop.close();
    }));

  test('what was not taken when the process ended comes again, once', () =>
    inNewFolder(async (folder) => {
      const file = join(folder, 'shop.sqlite');
      const before = await openLocalShop({ catalogue, now: noon, file, onPublished: takesNothing });
      await expect(before.take(purchase())).rejects.toThrow('the listener is gone');
      await before.close();
      const { shop, published } = await openedShop(catalogue, noon, file);
      expect(told(published)).toEqual(['ada:1 SegmentEntered fresh 2026-11-02T12:00:00.000Z']);
      expect((await shop.take(purchase())).outcome).toEqual({ kind: 'duplicate' });
      await shop.close();
      const again = await openedShop(catalogue, noon, file);
      expect(again.published).toEqual([]);
      await again.shop.close();
    }));

  test('another catalogue decides everybody again, as a deployment does', () =>
    inNewFolder(async (folder) => {
      const file = join(folder, 'shop.sqlite');
      const before = await openedShop(catalogue, noon, file);
      await before.shop.take(purchase());
      await before.shop.close();
      const buyers = compile({
        currency: 'GBP',
        segments: [fresh, { key: 'buyer', when: { performed: 'PurchaseMade' } }],
      });
      const after = await openedShop(buyers, noon, file);
      expect(after.shop.catalogue.deployment).toBe(1);
      expect(told(after.published)).toEqual(['ada:2 SegmentEntered buyer 2026-11-02T12:00:00.000Z']);
      await after.shop.close();
      const again = await openedShop(buyers, noon, file);
      expect(again.shop.catalogue.deployment).toBe(1);
      expect(again.published).toEqual([]);
      await again.shop.close();
    }));

  test('one that is reset has nothing left in its file', () =>
    inNewFolder(async (folder) => {
      const file = join(folder, 'shop.sqlite');
      const before = await openedShop(catalogue, noon, file);
      await before.shop.take(purchase());
      await before.shop.reset();
      await before.shop.close();
      const { shop } = await openedShop(catalogue, noon, file);
      expect([...shop.events()]).toEqual([]);
      expect([...shop.store.profiles()]).toEqual([]);
      await shop.close();
    }));
});
