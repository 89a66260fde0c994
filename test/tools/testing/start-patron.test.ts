import { describe, expect, test } from 'vitest';
import { startPatron } from 'patron/test';

const segments = {
  currency: 'GBP',
  segments: [
    { key: 'fresh', when: { performed: 'PurchaseMade', within: 'P30D' } },
    { key: 'browser', when: { performed: 'VisitMade', within: 'PT1H' } },
  ],
} as const;

const order = { orderId: 'o-1', currency: 'GBP', total: 1999 };
const now = '2026-11-02T12:00:00.000Z';

describe('startPatron', () => {
  test('puts events, lets time pass and gives the details of the changes', async () => {
    const shop = await startPatron({ segments, now });
    await shop.put('PurchaseMade', { customerId: 'ada', ...order });
    expect(shop.changes()).toMatchObject([
      {
        changeId: 'ada:1',
        customerId: 'ada',
        status: 'entered',
        segment: { key: 'fresh' },
        effectiveAt: now,
        origin: 'live',
        cause: { eventId: 'put-1' },
      },
    ]);
    expect(await shop.advance('P29DT23H59M59S')).toEqual({ now: '2026-12-02T11:59:59.000Z', changes: 0 });
    expect(await shop.advance('PT1S')).toEqual({ now: '2026-12-02T12:00:00.000Z', changes: 1 });
    expect(shop.changes().at(-1)).toMatchObject({
      status: 'exited',
      effectiveAt: '2026-12-02T12:00:00.000Z',
      origin: 'timer',
    });
    await shop.close();
  });

  test('takes lines as replay does, each at its own time', async () => {
    await using shop = await startPatron({ segments });
    expect(shop.now).toBeUndefined();
    const detail = { eventId: 'p-1', customerId: 'ada', occurredAt: '2026-09-01T00:00:00Z', ...order };
    await shop.put({ time: '2026-09-01T00:00:00Z', source: 'shop.checkout', 'detail-type': 'PurchaseMade', detail });
    await shop.put(
      JSON.stringify({
        time: '2026-10-02T00:00:00Z',
        'detail-type': 'VisitMade',
        detail: { eventId: 'v-1', customerId: 'bob', occurredAt: '2026-10-02T00:00:00Z' },
      }),
    );
    expect(shop.now).toBe('2026-10-02T00:00:00.000Z');
    expect(shop.changes().map(({ changeId, status, effectiveAt }) => `${changeId} ${status} ${effectiveAt}`)).toEqual([
      'ada:1 entered 2026-09-01T00:00:00.000Z',
      'ada:2 exited 2026-10-01T00:00:00.000Z',
      'bob:1 entered 2026-10-02T00:00:00.000Z',
    ]);
    await expect(shop.put({ time: '2026-10-01T00:00:00Z', 'detail-type': 'PurchaseMade', detail })).rejects.toThrow(
      'Cannot put a line at 2026-10-01T00:00:00.000Z as one that comes now or later: current value is 2026-10-02T00:00:00.000Z',
    );
  });

  test('time begins with the first event, where nothing else is said', async () => {
    await using shop = await startPatron({ segments });
    await expect(shop.advance('P1D')).rejects.toThrow('Cannot let time pass before it has begun');
    await shop.put('VisitMade', { customerId: 'ada', occurredAt: '2024-02-29T10:00:00+01:00' });
    expect(shop.now).toBe('2024-02-29T09:00:00.000Z');
    await shop.put('VisitMade', { customerId: 'ada' });
    expect(shop.changes()).toHaveLength(1);
  });

  test('an event that was put before changes nothing', async () => {
    await using shop = await startPatron({ segments, now });
    const detail = { eventId: 'p-1', occurredAt: now, customerId: 'ada', ...order };
    await shop.put('PurchaseMade', detail);
    await shop.put('PurchaseMade', detail);
    expect(shop.changes()).toHaveLength(1);
  });

  test('changes that were given stay as they were given', async () => {
    await using shop = await startPatron({ segments, now });
    const before = shop.changes();
    await shop.put('PurchaseMade', { customerId: 'ada', ...order });
    expect(before).toEqual([]);
  });

  test.each([
    ['a field of a wrong form', { currency: 'pounds' }, 'currency'],
    ['an event that has not happened yet', { occurredAt: '2026-11-02T12:05:00.001Z' }, 'occurredAt'],
    ['a known id with another body', { eventId: 'known', total: 5 }, 'eventId'],
  ])('throws for %s, with field and rule', async (_what, detail, field) => {
    await using shop = await startPatron({ segments, now });
    await shop.put('PurchaseMade', { eventId: 'known', customerId: 'ada', ...order });
    const refused = shop.put('PurchaseMade', { customerId: 'ada', ...order, ...detail });
    await expect(refused).rejects.toMatchObject({
      name: 'EventRefused',
      field,
      rule: expect.stringMatching(/^must be/),
    });
    expect(shop.changes()).toHaveLength(1);
  });

  test.each([
    ['a line that is not JSON', 'PurchaseMade', 'entry'],
    ['a line whose time is no instant', { time: 'noon', 'detail-type': 'VisitMade', detail: {} }, 'time'],
    ['a first line that is no event', { 'detail-type': 'VisitMade', detail: { customerId: 'ada' } }, 'eventId'],
  ])('throws for %s', async (_what, line, field) => {
    await using shop = await startPatron({ segments });
    await expect(shop.put(line)).rejects.toMatchObject({ name: 'EventRefused', field });
  });

  test('refuses a catalogue that does not fit, an instant that is none, and a length that is not fixed', async () => {
    await expect(startPatron({ segments: { ...segments, currency: 'pounds' } })).rejects.toThrow(
      'Cannot load the catalogue',
    );
    await expect(startPatron({ segments, now: '2026-11-02' })).rejects.toThrow(
      'Cannot begin time at an ISO 8601 instant with Z or an offset: current value is "2026-11-02"',
    );
    await using shop = await startPatron({ segments, now });
    await expect(shop.advance('P1Y')).rejects.toThrow('write months and years as days');
  });
});
