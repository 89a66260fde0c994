import { describe, expect, test } from 'vitest';
import { importTexts, refusedLines, shippedMapping } from './imported.ts';

const mapping = await shippedMapping('orders-export');

const columns =
  'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Cancelled at,Refunded Amount,Source';
const importRows = (...rows: readonly string[]) =>
  importTexts({ 'orders.csv': `\uFEFF${[columns, ...rows].join('\n')}\n` }, mapping);

const two = [
  "#1001,Ada@Example.com,paid,2024-01-15 10:24:00 -0500,GBP,30.00,5.00,0.00,31.00,WINTER,4.00,2024-01-15 10:23:45 -0500,2,Mug - blue,10.00,MUG-1,London,'EC1A 1BB,LND,GB,,0.00,web",
  '#1001,ada@example.com,,,,,,,,,,2024-01-15 10:23:45 -0500,1,"Card, two',
  'lines",10.00,,,,,,,,',
];

const fewColumns =
  'Name,Customer ID,Financial Status,Created at,Currency,Total,Lineitem name,Lineitem quantity,Lineitem price';
const orderOf = (name: string, customer: string): string =>
  `${name},${customer},PAID,2024-01-15 10:23:45 UTC,eur,1.00,Mug,1,1.00`;

const orderWith = (name: string, status: string): string =>
  `${name},bo@example.com,${status},,GBP,,,,1.00,,,2024-01-15 10:23:45 UTC,1,Mug,1.00,M,,,,,,,`;

describe('orders-export.json', () => {
  test('makes one purchase of the rows of an order', async () => {
    const { lines, report } = await importRows(...two);
    expect(lines).toEqual([
      {
        time: '2024-01-15T15:24:00.000Z',
        source: 'shop.orders',
        'detail-type': 'PurchaseMade',
        detail: {
          eventId: 'order-1001',
          customerId: 'ada@example.com',
          occurredAt: '2024-01-15T15:24:00.000Z',
          currency: 'GBP',
          orderId: '1001',
          total: 3100,
          discount: 400,
          couponCode: 'WINTER',
          channel: 'web',
          items: [
            { sku: 'MUG-1', name: 'Mug - blue', quantity: 2, unitPrice: 1000 },
            { sku: 'Card, two\nlines', name: 'Card, two\nlines', quantity: 1, unitPrice: 1000 },
          ],
          shipTo: { country: 'GB', region: 'LND', city: 'London', postalCode: 'EC1A 1BB' },
        },
      },
    ]);
    expect(report).toMatchObject({ rows: 2, used: 2, problems: [], notes: [] });
    expect(refusedLines(lines)).toEqual([]);
  });

  test('makes a refund beside the purchase, after it', async () => {
    const { lines } = await importRows(
      '#1002,bo@example.com,partially_refunded,2024-01-15 10:24:00 UTC,JPY,,,,3100,,,2024-01-15 10:23:45 UTC,1,Mug,3100,M,,,,,,500,',
    );
    expect(lines.map((line) => [line['detail-type'], line.detail])).toMatchObject([
      ['PurchaseMade', { currency: 'JPY', total: 3100 }],
      ['PurchaseRefunded', { eventId: 'refund-1002', orderId: '1002', currency: 'JPY', amount: 500 }],
    ]);
    expect(lines[0]?.detail).not.toHaveProperty('shipTo');
  });

  test('takes the customer id before the e-mail address, and reports orders that name nobody', async () => {
    const { lines, report } = await importTexts(
      { 'orders.csv': [fewColumns, orderOf('#1', "'6001.0"), orderOf('#2', '')].join('\n') },
      mapping,
    );
    expect(lines.map(({ detail }) => detail)).toMatchObject([{ customerId: '6001', currency: 'EUR' }]);
    expect(report.problems).toMatchObject([
      {
        reason: 'customerId must be given where there is no anonymousId',
        rows: 1,
        examples: [{ row: 3, seen: 'absent' }],
      },
    ]);
  });

  test('makes no order of rows that two orders of one name have', async () => {
    const { lines, report } = await importRows(
      orderWith('#1', 'paid'),
      orderWith('#1', 'paid').replace('bo@', 'cy@'),
      orderWith('#2', 'paid'),
      orderWith('#2', 'refunded'),
    );
    expect(lines).toEqual([]);
    expect(report.problems).toEqual([
      {
        table: 'lines',
        reason: 'rows of one event must agree in {Email}',
        rows: 2,
        examples: [
          { row: 2, seen: '"bo@example.com" and "cy@example.com"' },
          { row: 3, seen: '"bo@example.com" and "cy@example.com"' },
        ],
      },
      {
        table: 'lines',
        reason: 'rows of one event must agree in {Financial Status}',
        rows: 2,
        examples: [
          { row: 4, seen: '"paid" and "refunded"' },
          { row: 5, seen: '"paid" and "refunded"' },
        ],
      },
    ]);
  });

  test('tells two orders of one name, customer and amount by their Id', async () => {
    const ids = ['7410991464001', '7410991464002'];
    const { report } = await importTexts(
      { 'orders.csv': [`${fewColumns},Id`, ...ids.map((id) => `${orderOf('#1', '6001')},${id}`)].join('\n') },
      mapping,
    );
    expect(report.problems).toMatchObject([{ reason: 'rows of one event must agree in {Id}', rows: 2 }]);
  });

  test('keeps an order of which lines were taken out, and says so', async () => {
    const { lines, report } = await importRows(...two.map((row) => row.replace('-0500,1,', '-0500,0,')));
    expect(lines[0]?.detail['items']).toMatchObject([{ sku: 'MUG-1', quantity: 2 }]);
    expect(report).toMatchObject({
      used: 2,
      problems: [],
      notes: [{ reason: 'a line of quantity 0 was left out of items', rows: 1, examples: [{ row: 2 }] }],
    });
    const none = await importRows(orderWith('#1', 'paid').replace(',1,Mug,', ',0,Mug,'));
    expect(none.lines[0]?.detail).not.toHaveProperty('items');
  });

  test.each(['6.03E+12', "'6,03e+012"])('refuses %s as an id, which a spreadsheet program has rounded', async (id) => {
    const cell = JSON.stringify(id);
    const { lines, report } = await importTexts(
      { 'orders.csv': [fewColumns, orderOf('#1', cell), orderOf('#2', '6030000000001')].join('\n') },
      mapping,
    );
    expect(lines.map(({ detail }) => detail['customerId'])).toEqual(['6030000000001']);
    expect(report.problems).toEqual([
      {
        table: 'lines',
        reason: '{Customer ID} must be an id, not a number that a spreadsheet program has rounded',
        rows: 1,
        examples: [{ row: 2, seen: JSON.stringify(id.replace("'", '')) }],
      },
    ]);
  });

  test('reports orders that were not paid, and ids that do not fit', async () => {
    const { lines, report } = await importRows(
      orderWith('#1', 'pending'),
      orderWith('#2 b', 'paid'),
      orderWith('#3', 'paid'),
    );
    expect(lines.map(({ detail }) => detail.eventId)).toEqual(['order-3']);
    expect(report.problems).toEqual([
      {
        table: 'lines',
        reason: 'the order was not paid',
        rows: 1,
        examples: [{ row: 2, seen: 'Financial Status "pending"' }],
      },
      {
        table: 'lines',
        reason: 'eventId must be 1 to 64 characters of A-Z a-z 0-9 . _ : -',
        rows: 1,
        examples: [{ row: 3, seen: '"order-2 b"' }],
      },
    ]);
  });

  test('refuses a file that lacks a column, and names it', async () => {
    await expect(importTexts({ 'orders.csv': 'Name,Total\n#1,2.00\n' }, mapping)).rejects.toThrow(
      'Cannot read the file of table "lines" by the mapping: current value has no column "Financial Status"',
    );
  });
});
