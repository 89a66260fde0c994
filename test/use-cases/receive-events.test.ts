import { describe, expect, test, vi } from 'vitest';
import { customerKey } from '#lib/core/profile/person.ts';
import type { QueueMessage } from '#lib/ports/queue/queue-message.ts';
import type { MessageResult } from '#lib/use-cases/intake/receiving.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { receiveMessage } from '#lib/use-cases/intake/receive-message.ts';
import { noOutcomes } from '#lib/use-cases/intake/outcome-counts.ts';
import { announced, dayMs, embedded, erasure, linking, messageOf, noon, purchase, visit } from './given.ts';

const ada = customerKey('ada');
const byAda = { customerId: 'ada' };

const word = (result: MessageResult): string => {
  if (result.kind !== 'taken') return result.kind;
  if (result.outcome === undefined) return 'tick';
  return result.outcome.kind === 'quarantined' ? result.outcome.refusal.reason : result.outcome.kind;
};

const tick = (at: number): QueueMessage => ({ kind: 'tick', id: `tick-${at}`, person: ada, dueAt: at, arrivedAt: at });

describe('receiveEvents()', () => {
  test('tells what became of each of ten messages, one of them bad in each way, and counts them', async () => {
    const { store, deps } = embedded();
    await receiveEvents(deps, [
      messageOf(purchase({ ...byAda, eventId: 'known' })),
      messageOf(linking('eve', 'guest')),
      messageOf(erasure({ customerId: 'gone' })),
    ]);
    const { results, counts: tally } = await receiveEvents(deps, [
      messageOf({ ...purchase(byAda), 'detail-type': 'PurchaseMode' }),
      messageOf(purchase({ ...byAda, total: -1 })),
      messageOf(purchase({ customerId: 'gone' })),
      messageOf(purchase({ ...byAda, eventId: 'known', total: 1 })),
      messageOf(purchase({ ...byAda, eventId: 'p-2', occurredAt: '2027-01-01T00:00:00Z' })),
      messageOf(purchase({ ...byAda, eventId: 'p-3', filler: 'x'.repeat(360_000) })),
      { ...messageOf(undefined), text: '{"detail-type": "Purch' },
      messageOf(purchase({ ...byAda, eventId: 'known' })),
      messageOf(visit({ customerId: 'bob', anonymousId: 'guest' })),
      messageOf(purchase({ ...byAda, eventId: 'p-4' })),
    ]);
    expect(results.map(word)).toEqual([
      'unknown-type',
      'invalid',
      'erased',
      'conflict',
      'future',
      'too-large',
      'invalid',
      'duplicate',
      'applied',
      'applied',
    ]);
    expect(tally).toEqual({
      events: 10,
      applied: 2,
      duplicates: 1,
      quarantined: 7,
      quarantinedFor: { 'unknown-type': 1, invalid: 2, erased: 1, conflict: 1, future: 1, 'too-large': 1 },
      forwarded: 0,
      changes: 0,
      conflicts: 0,
      identityConflicts: 1,
      replaced: 0,
      namedAhead: 0,
      namesMet: 0,
    });
    const kept = [...store.quarantined()].map(({ reason, person, entry }) => [reason, person, entry.slice(0, 22)]);
    expect(kept).toContainEqual(['invalid', undefined, '{"detail-type": "Purch']);
    expect(kept).toContainEqual(['unknown-type', ada, '{"source":"shop.test",']);
  });

  test('keeps a person’s order, ticks among events', async () => {
    const { store, deps } = embedded();
    const { results } = await receiveEvents(deps, [
      messageOf(purchase(byAda)),
      tick(noon + 31 * dayMs),
      messageOf(purchase({ ...byAda, eventId: 'p-2', occurredAt: '2026-12-04T00:00:00Z' }), noon + 32 * dayMs),
    ]);
    expect(results.map(word)).toEqual(['applied', 'tick', 'applied']);
    expect(announced(store)).toEqual([
      'C#ada:1 entered buyer',
      'C#ada:2 entered fresh-buyer',
      'C#ada:3 exited fresh-buyer',
      'C#ada:4 entered fresh-buyer',
    ]);
  });

  test('a message that fails takes only that person’s later ones with it', async () => {
    const { store, deps } = embedded();
    const save = store.save.bind(store);
    vi.spyOn(store, 'save').mockImplementation((update) => {
      const broken = update.loaded.person === ada && update.events.some(({ eventId }) => eventId === 'l-1');
      return broken ? Promise.reject(new Error('table is down')) : save(update);
    });
    const { results, counts: tally } = await receiveEvents(deps, [
      messageOf(purchase(byAda)),
      messageOf(purchase({ customerId: 'bob' })),
      messageOf(linking('ada', 'guest')),
      messageOf(purchase({ ...byAda, eventId: 'p-2' })),
      messageOf(purchase({ ...byAda, total: 'much' })),
      messageOf(visit({ customerId: 'bob' })),
    ]);
    expect(results.map(word)).toEqual(['applied', 'applied', 'failed', 'failed', 'invalid', 'applied']);
    expect(tally).toMatchObject({ events: 4, applied: 3, quarantined: 1, changes: 4 });
  });

  test('counts the writes that were refused because somebody else saved first', async () => {
    const { store, deps } = embedded();
    vi.spyOn(store, 'save').mockResolvedValueOnce('conflict').mockResolvedValueOnce('conflict');
    const { counts: tally } = await receiveEvents(deps, [messageOf(purchase(byAda)), tick(noon + 31 * dayMs)]);
    expect(tally).toMatchObject({ applied: 1, conflicts: 2, changes: 3 });
  });

  test('takes a forwarded entry as its customer’s', async () => {
    const { store, deps } = embedded();
    await receiveEvents(deps, [{ ...messageOf(purchase({ anonymousId: 'guest' })), to: ada }]);
    expect(announced(store)).toEqual(['C#ada:1 entered buyer', 'C#ada:2 entered fresh-buyer']);
  });

  test('keeps what is too deep to be written as JSON by its own text', async () => {
    const { store, deps } = embedded();
    const text = `{"detail-type":"VisitMade","detail":{"eventId":"v","customerId":"ada","occurredAt":"2026-11-02T11:00:00Z","deep":${'['.repeat(3_000)}${']'.repeat(3_000)}}}`;
    const { results } = await receiveEvents(deps, [{ ...messageOf(JSON.parse(text)), text }]);
    expect(results.map(word)).toEqual(['invalid']);
    expect([...store.quarantined()]).toMatchObject([{ person: ada, entry: text }]);
  });
});

describe('receiveMessage()', () => {
  test('takes messages of several persons in exactly their order, forwarding at once', async () => {
    const { store, deps } = embedded();
    const tally = noOutcomes();
    const sent = [purchase({ anonymousId: 'guest' }), linking('ada', 'guest'), visit({ anonymousId: 'guest' })];
    const outcomes = [];
    for (const one of sent) outcomes.push(await receiveMessage(deps, messageOf(one), tally));
    expect(outcomes).toEqual([
      { kind: 'applied', changes: 2 },
      { kind: 'applied', changes: 4 },
      { kind: 'applied', changes: 0 },
    ]);
    expect(tally).toMatchObject({ events: 3, applied: 3, forwarded: 0, changes: 6 });
    expect(announced(store)).toHaveLength(6);
  });

  test('throws what the store throws', async () => {
    const { store, deps } = embedded();
    vi.spyOn(store, 'load').mockRejectedValue(new Error('table is down'));
    await expect(receiveMessage(deps, messageOf(visit(byAda)), noOutcomes())).rejects.toThrow('table is down');
  });
});
