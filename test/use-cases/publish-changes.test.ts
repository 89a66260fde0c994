import { safeParse } from 'zod/mini';
import { describe, expect, test, vi } from 'vitest';
import { outgoingEvents, type AnnouncementType } from '#events/outgoing-event.ts';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import type { ChangePublisher, OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import type { ChangeRow, OutboxRow } from '#lib/ports/store/customer-store.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { arrivalOf, dayMs, embedded, erasure, linking, noon, purchase, waitingRows } from './given.ts';

const row = (first: number, count: number, filler = ''): ChangeRow => ({
  kind: 'changes',
  person: customerKey('cust-42'),
  effectiveAt: '2026-11-02T09:12:00.000Z',
  decidedAt: '2026-11-02T09:12:31.118Z',
  origin: 'timer',
  cause: { dueAt: '2026-11-02T09:12:00.000Z' },
  segments: ['lapsing-regular', 'newsletter'],
  consent: { marketing: true },
  nextReviewAt: '2027-01-01T00:00:00.000Z',
  changes: Array.from({ length: count }, (_, index) => ({
    sequence: first + index,
    status: index % 2 === 0 ? 'entered' : 'exited',
    segment: { key: 'lapsing-regular', name: 'Lapsing regulars', definitionHash: '9f2c41d0' },
    because: [{ path: 'all.1.not', condition: 'PurchaseMade within P60D, times >= 1', observed: 0, holds: true }],
    enteredAt: '2026-11-02T09:12:00.000Z',
    traits: { 'orders.count': 5, ...(filler && { filler }) },
  })),
});

const idOf = ({ detail }: OutgoingEntry): string => String(Object(JSON.parse(detail)).changeId);

/** A bus that refuses an entry as often as `refusals` says. */
const bus = (refusals: (changeId: string) => number = () => 0) => {
  const calls: string[][] = [];
  const refused = new Map<string, number>();
  const publisher: ChangePublisher = {
    publish: async (entries) => {
      calls.push(entries.map(idOf));
      return entries.flatMap((item) => {
        const count = refused.get(idOf(item)) ?? 0;
        refused.set(idOf(item), count + 1);
        return count < refusals(idOf(item)) ? [{ item, code: 'ThrottlingException' }] : [];
      });
    },
  };
  return { publisher, calls };
};

describe('publishChanges()', () => {
  test('puts one entry for each change, as campaigns read it', async () => {
    const publish = vi.fn<ChangePublisher['publish']>(async () => []);
    await publishChanges({ publisher: { publish }, ...noPauses }, [row(17, 2)]);
    const entries = publish.mock.calls[0]?.[0] ?? [];
    expect(entries.map(({ detailType }) => detailType)).toEqual(['SegmentEntered', 'SegmentExited']);
    expect(JSON.parse(entries[0]?.detail ?? '')).toEqual({
      changeId: 'cust-42:17',
      sequence: 17,
      customerId: 'cust-42',
      status: 'entered',
      segment: { key: 'lapsing-regular', name: 'Lapsing regulars', definitionHash: '9f2c41d0' },
      effectiveAt: '2026-11-02T09:12:00.000Z',
      decidedAt: '2026-11-02T09:12:31.118Z',
      origin: 'timer',
      cause: { dueAt: '2026-11-02T09:12:00.000Z' },
      because: [{ path: 'all.1.not', condition: 'PurchaseMade within P60D, times >= 1', observed: 0, holds: true }],
      enteredAt: '2026-11-02T09:12:00.000Z',
      nextReviewAt: '2027-01-01T00:00:00.000Z',
      segments: ['lapsing-regular', 'newsletter'],
      traits: { 'orders.count': 5 },
      consent: { marketing: true },
    });
  });

  test('names a visitor by anonymousId, and an erasure by its receipt', async () => {
    const publish = vi.fn<ChangePublisher['publish']>(async () => []);
    const guest = visitorKey('guest');
    const erasedAt = '2026-11-03T00:00:00.000Z';
    const rows: readonly OutboxRow[] = [
      { ...row(3, 1), person: guest },
      { kind: 'erasure', person: guest, erasedAt, receiptId: 'receipt-1' },
    ];
    await publishChanges({ publisher: { publish }, ...noPauses }, rows);
    const [change, erased] = publish.mock.calls[0]?.[0] ?? [];
    expect(JSON.parse(change?.detail ?? '')).toMatchObject({ changeId: '~guest:3', anonymousId: 'guest' });
    expect(JSON.parse(change?.detail ?? '')).not.toHaveProperty('customerId');
    expect(erased).toEqual({
      detailType: 'ProfileErased',
      detail: JSON.stringify({ anonymousId: 'guest', erasedAt, receiptId: 'receipt-1' }),
    });
  });

  test('puts what the events say that campaigns receive, of what the engine really decides', async () => {
    const { store, deps } = embedded();
    const publish = vi.fn<ChangePublisher['publish']>(async () => []);
    const guest = visitorKey('guest');
    await updateCustomer(deps, guest, [arrivalOf(purchase({ anonymousId: 'guest' }))]);
    await updateCustomer(deps, customerKey('ada'), [arrivalOf(linking('ada', 'guest'))]);
    await reviewCustomer(deps, customerKey('ada'), { at: noon + 31 * dayMs });
    await updateCustomer(deps, customerKey('ada'), [arrivalOf(erasure({ customerId: 'ada' }), noon + 32 * dayMs)]);
    await publishChanges({ publisher: { publish }, ...noPauses }, waitingRows(store));
    const entries = publish.mock.calls.flatMap(([batch]) => batch);
    expect(entries).toHaveLength(9);
    for (const { detailType, detail } of entries) {
      const parsed: unknown = JSON.parse(detail);
      expect(safeParse(outgoingEvents[detailType as AnnouncementType].schema, parsed)).toEqual({
        success: true,
        data: parsed,
      });
    }
  });

  test('puts at most ten entries and a million bytes at once, in order', async () => {
    const { publisher, calls } = bus();
    const { entries } = await publishChanges({ publisher, ...noPauses }, [row(1, 12), row(13, 5, 'é'.repeat(200_000))]);
    expect(entries).toBe(17);
    expect(calls.map((call) => call.length)).toEqual([10, 4, 2, 1]);
    expect(calls.flat()).toEqual(Array.from({ length: 17 }, (_, index) => `cust-42:${index + 1}`));
  });

  test('sends again only the entries that failed', async () => {
    const { publisher, calls } = bus((id) => (id.endsWith(':3') || id.endsWith(':12') ? 2 : 0));
    const result = await publishChanges({ publisher, ...noPauses }, [row(1, 12)]);
    expect(calls.slice(2)).toEqual([
      ['cust-42:3', 'cust-42:12'],
      ['cust-42:3', 'cust-42:12'],
    ]);
    expect(result).toEqual({ entries: 12, heldBack: 0, unpublished: [] });
  });

  test('gives back the rows that it could not publish whole, after a bounded number of rounds', async () => {
    const { publisher, calls } = bus((id) => (id.endsWith(':4') ? 99 : 0));
    const rows = [row(1, 2), row(3, 2), row(5, 2)];
    const result = await publishChanges({ publisher, ...noPauses }, rows);
    expect(result).toEqual({
      entries: 5,
      heldBack: 0,
      unpublished: [{ row: rows[1], code: 'ThrottlingException' }],
    });
    expect(calls).toHaveLength(4);
  });

  test('takes a call that fails as one that published nothing', async () => {
    const publish = vi.fn<ChangePublisher['publish']>(async () => []).mockRejectedValueOnce(new Error('no network'));
    const result = await publishChanges({ publisher: { publish }, ...noPauses }, [row(1, 1)]);
    expect(result.entries).toBe(1);
    expect(publish).toHaveBeenCalledTimes(2);
  });

  test('pauses between attempts for up to twice as long each time', async () => {
    const pauses: number[] = [];
    const { publisher } = bus(() => 99);
    const outside = { sleep: async (ms: number) => void pauses.push(ms), random: () => 0.5 };
    await publishChanges({ publisher, ...outside }, [row(1, 1)]);
    expect(pauses).toEqual([50, 100, 200]);
  });
});
