import { describe, expect, test } from 'vitest';
import { eventTypes } from '#events/incoming-event.ts';
import { knownFields } from '#lib/use-cases/understanding/known-fields.ts';
import { createUnderstanding, notUnderstoodLines } from '#lib/tools/understanding/understanding.ts';
import { described, purchase, visit } from '#test/flow/said.ts';

const at = '2026-03-01T10:00:00Z';

const understood = (...entries: readonly unknown[]) => {
  const understanding = createUnderstanding('GBP');
  for (const entry of entries) understanding.add(entry);
  return understanding.notUnderstood();
};

describe('createUnderstanding()', () => {
  test('finds nothing in events of known fields, whatever the shop’s own are called', () => {
    const items = [{ sku: 'A', quantity: 1, unitPrice: 1, category: 'c' }];
    const traits = { demographic: { income: { amount: 1, currency: 'GBP' } }, custom: { anything: true } };
    expect(
      understood(
        purchase({ at, items, custom: { gift: true }, shipTo: { country: 'GB' } }),
        described({ at, traits }),
        visit({ at, campaign: { source: 'x' } }),
      ),
    ).toEqual({ unknownFields: {}, otherCurrencies: {} });
  });

  test('counts events by unknown field, with the nearest known one', () => {
    const items = [
      { sku: 'A', quantity: 1, unitPrice: 1, categroy: 'c' },
      { sku: 'B', quantity: 1, unitPrice: 1, categroy: 'c' },
    ];
    expect(
      understood(
        purchase({ at, items, discunt: 5 }),
        purchase({ at, discunt: 5, loyalty: { points: 3 } }),
        described({ at, traits: { email: 'a@example.com' } }),
      ).unknownFields,
    ).toEqual({
      'PurchaseMade.items.categroy': { events: 1, nearest: 'items.category' },
      'PurchaseMade.discunt': { events: 2, nearest: 'discount' },
      'PurchaseMade.loyalty': { events: 1, nearest: null },
      'CustomerDescribed.traits.email': { events: 1, nearest: null },
    });
  });

  test('counts orders in other currencies than the catalogue’s', () => {
    const orders = [purchase({ at }), purchase({ at, currency: 'BRL' }), purchase({ at, currency: 'BRL' })];
    expect(understood(...orders).otherCurrencies).toEqual({ BRL: 2 });
  });

  test('keeps some hundred fields apart, and counts the others together', () => {
    const many = Array.from({ length: 1000 }, (_, index) => visit({ at, [`zz${index}`]: 1 }));
    const { unknownFields } = understood(...many);
    expect(Object.keys(unknownFields)).toHaveLength(301);
    expect(unknownFields['…']).toEqual({ events: 700, nearest: null });
  });

  test('is not confused by what is not an event', () => {
    expect(
      understood(undefined, 'text', {}, { 'detail-type': 'Sale', detail: {} }, { ...visit({ at }), detail: 7 }),
    ).toEqual({
      unknownFields: {},
      otherCurrencies: {},
    });
  });
});

test.each(eventTypes)('knownFields() are those of the schema of %s', (type) => {
  const known = knownFields(type);
  expect(known === 'any' ? [] : [...known.keys()]).toEqual(expect.arrayContaining(['eventId', 'customerId', 'custom']));
});

test('notUnderstoodLines() say what was ignored, and how much of it', () => {
  const lines = notUnderstoodLines(
    understood(purchase({ at, discunt: 5, currency: 'BRL' }), visit({ at, x: 1 })),
    'GBP',
  );
  expect(lines).toEqual([
    'Not understood:',
    '  PurchaseMade.discunt: unknown, and ignored in 1 event (the nearest known field is discount)',
    '  VisitMade.x: unknown, and ignored in 1 event',
    '  1 order in BRL: the catalogue is in GBP, so no revenue is made of them',
  ]);
  expect(notUnderstoodLines(understood(), 'GBP')).toEqual([]);
});
