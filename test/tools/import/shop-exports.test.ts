import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importFile, refusedLines, shippedMapping, type Line } from './imported.ts';

const sample = async (mapping: string, file: string) => {
  const path = fileURLToPath(new URL(`samples/${file}`, import.meta.url));
  const { lines, report } = await importFile(path, await shippedMapping(mapping));
  expect(refusedLines(lines)).toEqual([]);
  return { events: lines.map(brief), report };
};

/** The event by its time, type and detail, without what the time already says. */
const brief = ({ time, 'detail-type': type, detail: { occurredAt: _same, ...detail } }: Line) => ({
  time,
  type,
  ...detail,
});

describe('woocommerce.json', async () => {
  const { events, report } = await sample('woocommerce', 'woocommerce.csv');

  test('makes purchases with items, coupon and address', () => {
    expect(events.slice(0, 2)).toEqual([
      {
        time: '2025-03-04T09:15:30.000Z',
        type: 'PurchaseMade',
        eventId: 'order-1201',
        customerId: '42',
        orderId: 'A-1201',
        currency: 'EUR',
        total: 4010,
        discount: 500,
        couponCode: 'spring',
        items: [
          { sku: 'MUG-B', name: 'Mug | blue, large', quantity: 2, unitPrice: 1200 },
          { sku: '16', name: 'Tea towel', quantity: 3, unitPrice: 433 },
        ],
        shipTo: { country: 'DE', region: 'SN', city: 'Dresden', postalCode: '01234' },
      },
      {
        time: '2025-03-05T18:00:00.000Z',
        type: 'PurchaseMade',
        eventId: 'order-1202',
        customerId: 'bo@example.com',
        orderId: 'A-1202',
        currency: 'EUR',
        total: 1200,
        discount: 0,
        items: [{ sku: 'BWL', name: 'Bowl', quantity: 1, unitPrice: 1200 }],
        shipTo: { country: 'FR', city: 'Lyon' },
      },
    ]);
  });

  test('makes a refund of each that an order has, with an id that later ones do not change', () => {
    const refund = { type: 'PurchaseRefunded', customerId: 'bo@example.com', orderId: 'A-1202', currency: 'EUR' };
    expect(events.slice(2)).toEqual([
      { ...refund, time: '2025-03-09T12:30:00.000Z', eventId: 'refund-1202-2025-03-09T12:30:00', amount: 800 },
      {
        ...refund,
        time: '2025-03-10T08:00:00.000Z',
        eventId: 'refund-1202-2025-03-10T08:00:00',
        amount: 400,
        reason: 'chipped',
      },
    ]);
  });

  test('reports orders that were not paid', () => {
    expect(report).toMatchObject({ rows: 3, used: 2, tables: { orders: { rows: 3, used: 2, unused: 1 } } });
    expect(report.problems).toMatchObject([
      { reason: 'the order was not paid', examples: [{ row: 4, seen: 'status "on-hold"' }] },
    ]);
  });
});

describe('bigcommerce.json', () => {
  test('makes purchases and refunds of the orders that were paid', async () => {
    const { events, report } = await sample('bigcommerce', 'bigcommerce.csv');
    expect(events).toEqual([
      {
        time: '2025-04-26T00:00:00.000Z',
        type: 'PurchaseMade',
        eventId: 'order-186',
        customerId: '54',
        orderId: '186',
        currency: 'USD',
        total: 1270_50,
        channel: 'Storefront',
        items: [
          { sku: 'KN-7', name: 'Boning knife | 6", red', quantity: 1, unitPrice: 1067_50 },
          { sku: '115', name: 'Whetstone', quantity: 3, unitPrice: 6600 },
        ],
        shipTo: { country: 'United States', region: 'Alaska', city: 'Eagle River', postalCode: '99577' },
      },
      {
        time: '2025-04-27T00:00:00.000Z',
        type: 'PurchaseMade',
        eventId: 'order-187',
        customerId: 'guest@example.com',
        orderId: '187',
        currency: 'USD',
        total: 2000,
        items: [{ sku: 'CUP', name: 'Cup', quantity: 2, unitPrice: 1000 }],
      },
      {
        time: '2025-04-27T00:00:00.000Z',
        type: 'PurchaseRefunded',
        eventId: 'refund-187',
        customerId: 'guest@example.com',
        orderId: '187',
        currency: 'USD',
        amount: 500,
      },
    ]);
    expect(report.problems).toMatchObject([{ reason: 'the order was not paid', rows: 1 }]);
  });
});

describe('stripe.json', () => {
  test('makes purchases and refunds of captured payments, in the currency of each', async () => {
    const { events, report } = await sample('stripe', 'stripe.csv');
    expect(events).toEqual([
      {
        time: '2025-06-05T20:38:34.000Z',
        type: 'PurchaseMade',
        eventId: 'order-ch_made_up_1',
        customerId: 'cus_made_up_1',
        orderId: 'ch_made_up_1',
        currency: 'USD',
        total: 3125_00,
        shipTo: { country: 'US', city: 'Boise', postalCode: '83702' },
      },
      {
        time: '2025-06-06T07:03:21.000Z',
        type: 'PurchaseMade',
        eventId: 'order-ch_made_up_2',
        customerId: 'fay@example.com',
        orderId: 'ch_made_up_2',
        currency: 'JPY',
        total: 1200,
      },
      {
        time: '2025-06-09T11:00:00.000Z',
        type: 'PurchaseRefunded',
        eventId: 'refund-ch_made_up_2',
        customerId: 'fay@example.com',
        orderId: 'ch_made_up_2',
        currency: 'JPY',
        amount: 500,
      },
    ]);
    expect(report.problems).toMatchObject([{ reason: 'the payment was not captured', examples: [{ row: 4 }] }]);
  });
});

describe('amazon-orders.json', () => {
  test('makes purchases of items with quotes in their titles, with the discounts of blank rows', async () => {
    const { events, report } = await sample('amazon-orders', 'amazon-orders.txt');
    expect(events).toEqual([
      {
        time: '2024-07-14T18:53:56.000Z',
        type: 'PurchaseMade',
        eventId: 'order-111-0000001-0000001',
        customerId: 'abc1@marketplace.example',
        orderId: '111-0000001-0000001',
        currency: 'GBP',
        // 24.00 + 20.00 + 3.00 - 1.50 - 0.50 - 3.00
        total: 4200,
        discount: 500,
        channel: 'Amazon.co.uk',
        items: [
          { sku: 'FR-1', name: 'Frame 12" x 10" (oak)', quantity: 2, unitPrice: 1200 },
          { sku: 'FR-2', name: '"Vintage poster', quantity: 1, unitPrice: 2000 },
        ],
        shipTo: { country: 'GB', city: 'Leeds', postalCode: 'LS1 3AB' },
      },
      {
        time: '2024-07-15T07:00:00.000Z',
        type: 'PurchaseMade',
        eventId: 'order-111-0000002-0000002',
        customerId: 'abc2@marketplace.example',
        orderId: '111-0000002-0000002',
        currency: 'GBP',
        total: 500,
        discount: 0,
        items: [{ sku: 'FR-3', name: 'Plain', quantity: 1, unitPrice: 500 }],
        shipTo: { country: 'GB', city: 'Hull' },
      },
    ]);
    expect(report).toMatchObject({ rows: 4, used: 4, problems: [] });
  });
});

describe('orders-export.json', () => {
  test('makes purchases and refunds of all columns that Shopify writes', async () => {
    const { events, report } = await sample('orders-export', 'orders-export.csv');
    expect(events).toEqual([
      {
        time: '2025-10-07T07:50:26.000Z',
        type: 'PurchaseMade',
        eventId: 'order-1001',
        customerId: 'ann@example.com',
        orderId: '1001',
        currency: 'EUR',
        total: 5390,
        discount: 1000,
        couponCode: 'WELCOME10',
        channel: 'web',
        items: [
          { sku: 'M1', name: 'Mask', quantity: 1, unitPrice: 3490 },
          { sku: 'C1', name: 'Cream, 50ml', quantity: 2, unitPrice: 1450 },
        ],
        shipTo: { country: 'FR', postalCode: '01234' },
      },
      {
        time: '2025-10-08T07:50:26.000Z',
        type: 'PurchaseMade',
        eventId: 'order-1002',
        customerId: 'bo@example.com',
        orderId: '1002',
        currency: 'EUR',
        total: 5000,
        items: [{ sku: 'P', name: 'Pan', quantity: 1, unitPrice: 5000 }],
      },
      {
        time: '2025-10-08T07:50:26.000Z',
        type: 'PurchaseRefunded',
        eventId: 'refund-1002',
        customerId: 'bo@example.com',
        orderId: '1002',
        currency: 'EUR',
        amount: 2000,
      },
    ]);
    expect(report).toMatchObject({ used: 4, problems: [], notes: [{ examples: [{ row: 2 }] }] });
  });
});
