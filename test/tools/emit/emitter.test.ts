import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { createEmitter, EventRefused, EventsNotTaken } from '#lib/tools/emit/emit.ts';
import { Emitter } from '#lib/tools/emit/emitter.ts';
import { eventIdsOf, numbered, shop, visit } from './emitting.ts';

describe('an emitter', () => {
  test('puts an event on the bus as it was given, with a UUID where it had no eventId', async () => {
    const { emitter, taken } = await shop();
    const { eventId: _eventId, ...unnamed } = visit('cust-42', 0);
    await emitter.emit('VisitMade', { ...unnamed, eventId: undefined as never });
    await emitter.close();
    const [entry] = taken;
    expect(entry).toMatchObject({ EventBusName: 'patron', Source: 'shop.checkout', DetailType: 'VisitMade' });
    expect(JSON.parse(entry?.Detail ?? '')).toEqual({
      ...unnamed,
      eventId: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
    });
  });

  test('gathers what comes at once into calls of at most ten entries, of a person one at a time', async () => {
    const { emitter, calls } = await shop();
    await Promise.all(Array.from({ length: 25 }, (_, number) => emitter.emit('VisitMade', visit(`c-${number}`, 0))));
    await Promise.all([0, 1, 2].map((number) => emitter.emit('VisitMade', visit('cust-42', number))));
    await emitter.flush();
    expect(calls.slice(0, 2).map(({ length }) => length)).toEqual([10, 10]);
    for (const call of calls) expect(eventIdsOf(call, 'cust-42').length).toBeLessThanOrEqual(1);
    expect(eventIdsOf(calls.flat(), 'cust-42')).toEqual(numbered('cust-42', 3));
  });

  test('keeps large events apart, since a call holds a megabyte', async () => {
    const { emitter, calls, taken } = await shop();
    const items = Array.from({ length: 3_000 }, (_, index) => ({ sku: `sku-${index}`, quantity: 1, unitPrice: 1999 }));
    for (let number = 0; number < 20; number += 1) {
      await emitter.emit('PurchaseMade', {
        customerId: `c-${number}`,
        occurredAt: '2026-11-01T09:00:00Z',
        orderId: 'o-1',
        currency: 'EUR',
        total: 1999,
        items,
      });
    }
    await emitter.close();
    expect(taken).toHaveLength(20);
    for (const call of calls) {
      expect(call.reduce((sum, { Detail }) => sum + Detail.length, 0)).toBeLessThanOrEqual(2 ** 20);
    }
  });

  test('gets everything through a bus in trouble: nothing twice, and each person in order', async () => {
    const chance = chanceFrom(7);
    const { emitter, taken } = await shop({
      ofEntry: () => (chance() < 1 / 5 ? 'ThrottlingException' : 'take'),
      ofCall: () => {
        const drawn = chance();
        if (drawn < 1 / 7) return 'fault';
        return drawn < 1 / 4 ? 'reset' : 'answer';
      },
    });
    for (let number = 0; number < 40; number += 1) {
      for (let person = 0; person < 10; person += 1) await emitter.emit('VisitMade', visit(`c-${person}`, number));
    }
    await emitter.close();
    expect(taken).toHaveLength(400);
    for (let person = 0; person < 10; person += 1) {
      expect(eventIdsOf(taken, `c-${person}`)).toEqual(numbered(`c-${person}`, 40));
    }
  });

  test('sends again what it signed by a clock that was wrong, once the SDK has put that right', async () => {
    const { emitter, taken } = await shop({ ofCall: (call) => (call === 0 ? 'late-clock' : 'answer') });
    await emitter.emit('VisitMade', visit('cust-42', 0));
    await emitter.close();
    expect(eventIdsOf(taken)).toEqual(['cust-42-0']);
  });

  test('comes back from flush when all that was emitted before is taken, and no sooner', async () => {
    let isAway = true;
    let isNextTaken = false;
    const { emitter, taken } = await shop({
      ofCall: () => (isAway ? 'fault' : 'answer'),
      ofEntry: (entry) => (entry === 0 || isNextTaken ? 'take' : 'ThrottlingException'),
    });
    await emitter.emit('VisitMade', visit('cust-42', 0));
    const flushed = emitter.flush();
    const soon = new Promise<string>((resolve) => {
      setTimeout(resolve, 100, 'soon');
    });
    expect(await Promise.race([flushed, soon])).toBe('soon');
    await emitter.emit('VisitMade', visit('cust-42', 1));
    isAway = false;
    await flushed;
    expect(eventIdsOf(taken)).toEqual(['cust-42-0']);
    isNextTaken = true;
    await emitter.close();
    expect(taken).toHaveLength(2);
  });

  test('warns once of an outage, with its reason: credentials that are not there would be waited for in silence', async () => {
    const { client, taken } = await shop();
    let calls = 0;
    const unable: typeof client = Object.assign(Object.create(client), {
      send: (...args: Parameters<typeof client.send>) => {
        calls += 1;
        if (calls > 30) return client.send(...args);
        return Promise.reject(new Error('Could not load credentials from any providers'));
      },
    });
    const warnings: string[] = [];
    const deps = {
      now: Date.now,
      newEventId: () => 'e-1',
      random: () => 0,
      warn: (text: string) => warnings.push(text),
    };
    const emitter = new Emitter({ client: unable, busName: 'patron', source: 'shop' }, deps);
    await emitter.emit('VisitMade', visit('cust-42', 0));
    await emitter.close();
    expect(taken).toHaveLength(1);
    expect(warnings).toEqual([
      expect.stringContaining('bus patron for now, and goes on trying: Error: Could not load'),
    ]);
  });

  test('holds at most 16 MB of events for a bus that is away', async () => {
    let isAway = true;
    const { emitter, taken } = await shop({ ofCall: () => (isAway ? 'fault' : 'answer') });
    const custom = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`note${index}`, 'x'.repeat(250)]));
    let handedOver = 0;
    const all = Array.from({ length: 150 }, async (_, number) => {
      await emitter.emit('VisitMade', { ...visit(`c-${number}`, 0), custom });
      handedOver += 1;
    });
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    const bytes = JSON.stringify({ ...visit('c-100', 0), custom }).length;
    expect(handedOver).toBeLessThanOrEqual(2 ** 24 / bytes);
    expect(handedOver).toBeGreaterThan(2 ** 24 / bytes - 2);
    isAway = false;
    await emitter.close();
    await Promise.all(all);
    expect(new Set(eventIdsOf(taken)).size).toBe(150);
  });

  test('keeps an event that links a visitor behind those of both', async () => {
    let failures = 3;
    const { emitter, taken } = await shop({
      ofEntry: () => {
        failures -= 1;
        return failures >= 0 ? 'InternalFailure' : 'take';
      },
    });
    const { customerId: _customerId, ...browsing } = visit('cust-42', 0);
    await emitter.emit('VisitMade', { ...browsing, eventId: 'browsed', anonymousId: 'v-1' });
    await emitter.emit('VisitMade', { ...visit('cust-42', 0), eventId: 'bought' });
    const link = { eventId: 'linked', occurredAt: '2026-11-01T09:00:00Z', customerId: 'cust-42', anonymousId: 'v-1' };
    await emitter.emit('IdentityLinked', link);
    await emitter.emit('VisitMade', { ...browsing, eventId: 'returned', anonymousId: 'v-1' });
    await emitter.close();
    const order = eventIdsOf(taken);
    expect(order.slice(0, 2).toSorted()).toEqual(['bought', 'browsed']);
    expect(order.slice(2)).toEqual(['linked', 'returned']);
  });
});

describe('a withdrawal', () => {
  const withdrawn = { customerId: 'cust-42', occurredAt: '2026-11-01T09:00:00Z' };

  test('names an event or is the newest telling of a fact, and goes out as it was given', async () => {
    const { emitter, taken } = await shop();
    await emitter.emit('EventWithdrawn', { ...withdrawn, eventId: 'w-1', replaces: 'order-1' });
    await emitter.emit('EventWithdrawn', { ...withdrawn, eventId: 'w-2', revision: { of: 'order-2', number: 7 } });
    await emitter.close();
    expect(taken.map(({ DetailType }) => DetailType)).toEqual(['EventWithdrawn', 'EventWithdrawn']);
    expect(taken.map(({ Detail }) => JSON.parse(Detail))).toEqual([
      { eventId: 'w-1', ...withdrawn, replaces: 'order-1' },
      { eventId: 'w-2', ...withdrawn, revision: { of: 'order-2', number: 7 } },
    ]);
  });

  test('is refused where it names neither or both, by the types already', async () => {
    const { emitter, calls } = await shop();
    // @ts-expect-error it takes nothing back
    const neither = emitter.emit('EventWithdrawn', withdrawn);
    await expect(neither).rejects.toThrow('replaces must be given where there is no revision');
    const twice = { ...withdrawn, replaces: 'order-1', revision: { of: 'order-1', number: 7 } };
    // @ts-expect-error it takes back in two ways
    await expect(emitter.emit('EventWithdrawn', twice)).rejects.toThrow('replaces must be given where there is no');
    // @ts-expect-error an erasure replaces nothing
    await emitter.emit('ErasureRequested', { ...withdrawn, replaces: 'order-1' });
    await emitter.close();
    expect(calls.flat()).toHaveLength(1);
  });
});

test('a description gives traits, forgets some, or both, by the types already', async () => {
  const { emitter, taken } = await shop();
  const about = { customerId: 'cust-42', occurredAt: '2026-11-01T09:00:00Z', via: 'crm' } as const;
  await emitter.emit('CustomerDescribed', { ...about, forget: ['custom.tier'] });
  await emitter.emit('CustomerDescribed', { ...about, traits: { custom: { tier: 'gold' } }, forget: ['custom.a'] });
  // @ts-expect-error it says nothing
  await expect(emitter.emit('CustomerDescribed', about)).rejects.toThrow('traits must be an object where there is no');
  await emitter.close();
  expect(taken.map(({ Detail }) => JSON.parse(Detail).forget)).toEqual([['custom.tier'], ['custom.a']]);
});

describe('what an emitter refuses', () => {
  test('throws what would be refused on arrival, with field, rule and value, and puts nothing', async () => {
    const { emitter, calls } = await shop();
    const order = { customerId: 'cust-42', occurredAt: '2026-11-01T09:00:00Z', orderId: 'o-1', currency: 'EUR' };
    const put = emitter.emit('PurchaseMade', { ...order, total: 19.99, items: [] });
    await expect(put).rejects.toThrow(EventRefused);
    await expect(put).rejects.toMatchObject({
      field: 'total',
      rule: expect.stringContaining('integer'),
      value: '19.99',
    });
    await emitter.close();
    expect(calls).toEqual([]);
  });

  test.each([
    ['a time to come', { occurredAt: '2999-01-01T00:00:00Z' }, 'occurredAt'],
    ['more than 350 KiB', { custom: { note: 'x'.repeat(400_000) } }, /custom|detail/],
    ['what is not JSON', { path: 1n as never }, 'detail'],
  ])('refuses %s', async (_, fields, field) => {
    const { emitter } = await shop();
    const put = emitter.emit('VisitMade', { ...visit('cust-42', 0), ...fields });
    await expect(put).rejects.toMatchObject({ name: 'EventRefused', field: expect.stringMatching(field) });
    await emitter.close();
  });

  test('hands back what the bus refuses for good, once', async () => {
    const { emitter } = await shop({ ofCall: () => 'no-bus' });
    await emitter.emit('VisitMade', visit('cust-42', 0));
    const flushed = emitter.flush();
    await expect(flushed).rejects.toThrow(EventsNotTaken);
    const handedBack = { type: 'VisitMade', code: 'ResourceNotFoundException', detail: visit('cust-42', 0) };
    await expect(flushed).rejects.toMatchObject({ events: [handedBack] });
    await expect(emitter.close()).resolves.toBeUndefined();
  });

  test('takes nothing after it was closed', async () => {
    const { emitter } = await shop();
    await emitter.close();
    await expect(emitter.emit('VisitMade', visit('cust-42', 0))).rejects.toThrow('current value is closed');
  });

  test.each(['', 'patron', 'aws.events'])('refuses the source %j', async (source) => {
    const { client } = await shop();
    expect(() => createEmitter({ client, busName: 'patron', source })).toThrow(JSON.stringify(source));
  });
});
