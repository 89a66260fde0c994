import { expect, test } from 'vitest';
import { ledgerQuality } from '#lib/use-cases/console/ledger-quality.ts';
import { dayMs, noon, purchase, visit, type Entry } from '#test/use-cases/given.ts';

const row = (entry: Entry, arrivedAt = noon) => ({
  person: 'C#ada' as const,
  eventId: String(entry.detail['eventId']),
  fingerprint: 'f',
  arrivedAt,
  body: JSON.stringify(entry),
});

test('unknown fields are counted by producer, with the field that was meant', () => {
  const { fields } = ledgerQuality([
    row(visit({ sesionId: 's', place: { contry: 'GB' } })),
    row(visit({ sesionId: 's' })),
    row({ ...visit({ sesionId: 's' }), source: 'shop.app' }),
    row(
      purchase({
        items: [
          { sku: 'a', quantity: 1, unitPrice: 1, colour: 'red' },
          { sku: 'b', colour: 'blue' },
        ],
      }),
    ),
  ]);
  expect(fields).toEqual([
    { type: 'VisitMade', source: 'shop.test', field: 'sesionId', nearest: 'sessionId', entries: 2 },
    { type: 'VisitMade', source: 'shop.test', field: 'place.contry', nearest: 'place.country', entries: 1 },
    { type: 'VisitMade', source: 'shop.app', field: 'sesionId', nearest: 'sessionId', entries: 1 },
    { type: 'PurchaseMade', source: 'shop.test', field: 'items.colour', nearest: null, entries: 1 },
  ]);
});

test('an event is late that came more than an hour after it happened', () => {
  const quality = ledgerQuality([
    row(visit()),
    row(visit({ occurredAt: '2026-11-02T11:00:00Z' })),
    row(visit({ occurredAt: '2026-11-02T10:59:59Z' })),
    row({ ...visit({ occurredAt: '2026-11-01T00:00:00Z' }), source: 'shop.app' }, noon + dayMs),
  ]);
  expect([quality.events, quality.late]).toEqual([4, 2]);
  expect(quality.producers).toEqual([
    { source: 'shop.test', events: 3, late: 1, lastAt: '2026-11-02T12:00:00.000Z' },
    { source: 'shop.app', events: 1, late: 1, lastAt: '2026-11-03T12:00:00.000Z' },
  ]);
});
