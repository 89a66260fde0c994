import { describe, expect, test } from 'vitest';
import { importTexts, refusedLines, shippedMapping } from './imported.ts';

const mapping = await shippedMapping('online-retail');

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const importLines = (...lines: readonly string[]) =>
  importTexts({ 'retail.csv': `${[header, ...lines].join('\r\n')}\r\n` }, mapping);

describe('online-retail.json', () => {
  test('makes one purchase of the lines of an invoice', async () => {
    const { lines, report } = await importLines(
      '536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
      '536366,22633,HAND WARMER,1,2010-12-01 08:30:00,1.85,13047.0,France',
      '536365,71053,"METAL ""LANTERN"", WHITE",2,2010-12-01 08:26:00,3.39,17850.0,United Kingdom',
    );
    expect(lines[0]).toEqual({
      time: '2010-12-01T08:26:00.000Z',
      source: 'shop.online-retail',
      'detail-type': 'PurchaseMade',
      detail: {
        eventId: 'order-536365-17850',
        customerId: '17850',
        occurredAt: '2010-12-01T08:26:00.000Z',
        currency: 'GBP',
        orderId: '536365',
        total: 2208,
        items: [
          { sku: '85123A', name: 'WHITE HANGING HEART T-LIGHT HOLDER', quantity: 6, unitPrice: 255 },
          { sku: '71053', name: 'METAL "LANTERN", WHITE', quantity: 2, unitPrice: 339 },
        ],
        shipTo: { country: 'United Kingdom' },
      },
    });
    expect(lines.map(({ detail }) => detail.eventId)).toEqual(['order-536365-17850', 'order-536366-13047']);
    expect(report).toMatchObject({ rows: 3, used: 3, unused: 0, events: { PurchaseMade: 2 }, people: 2, problems: [] });
    expect(refusedLines(lines)).toEqual([]);
  });

  test('rounds each line by itself, half up, and keeps equal rows as separate lines', async () => {
    const row = '540000,A,THING,1,2011-01-01 10:00:00,0.125,12346.0,Spain';
    const { lines } = await importLines(row, row, '540000,B,OTHER,3,2011-01-01 10:00:00,0.335,12346.0,Spain');
    // 13 + 13 + 101, where rounding the sum would give 126.
    expect(lines[0]?.detail).toMatchObject({ total: 127 });
    expect(lines[0]?.detail['items']).toHaveLength(3);
  });

  test('dates an invoice of two times by the earlier, and writes events in order of time', async () => {
    const { lines } = await importLines(
      '2,A,THING,1,2011-01-01 11:00:00,1.00,12346.0,Spain',
      '1,A,THING,1,2011-01-01 10:31:00,1.00,12346.0,Spain',
      '1,B,THING,1,2011-01-01 10:30:00,1.00,12346.0,Spain',
    );
    expect(lines.map(({ time, detail }) => [time, detail['orderId']])).toEqual([
      ['2011-01-01T10:30:00.000Z', '1'],
      ['2011-01-01T11:00:00.000Z', '2'],
    ]);
  });

  test('makes one refund of a cancellation', async () => {
    const { lines } = await importLines(
      'C536391,22556,PLASTERS,-12,2010-12-01 10:24:00,1.65,17548.0,Spain',
      'C536391,21984,TISSUES,-24,2010-12-01 10:24:00,0.29,17548.0,Spain',
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      'detail-type': 'PurchaseRefunded',
      detail: {
        eventId: 'refund-C536391-17548',
        customerId: '17548',
        orderId: 'C536391',
        currency: 'GBP',
        amount: 2676,
      },
    });
    expect(refusedLines(lines)).toEqual([]);
  });

  test.each([
    ['the line names no customer', '536414,22139,,56,2010-12-01 11:52:00,1.0,,Spain', 'CustomerID ""'],
    [
      'an adjustment of bad debt is no purchase',
      'A563186,B,Adjust,1,2011-08-12 14:51:00,9.0,1.0,Spain',
      'InvoiceNo "A563186"',
    ],
    ['a line without a price was not sold', '536414,22139,,56,2010-12-01 11:52:00,0.0,1.0,Spain', 'UnitPrice "0.0"'],
    [
      'a quantity of 0 or less outside a cancellation is a correction of stock',
      '536414,22139,,-5,2010-12-01 11:52:00,1.0,1.0,Spain',
      'InvoiceNo "536414", Quantity "-5"',
    ],
    ['a row must have 8 cells, as the header has', '536414,22139', '2 cells'],
    [
      '{InvoiceDate} must be a time written YYYY-MM-DD HH:mm:ss',
      '536414,22139,X,5,2010-02-30 11:52:00,1.0,1.0,Spain',
      '"2010-02-30 11:52:00"',
    ],
    ['{Quantity} must be a decimal number', '536414,22139,X,five,2010-02-03 11:52:00,1.0,1.0,Spain', '"five"'],
    [
      'eventId must be 1 to 64 characters of A-Z a-z 0-9 . _ : -',
      '536414,22139,X,5,2010-02-03 11:52:00,1.0,a b,Spain',
      '"order-536414-a b"',
    ],
  ])('reports: %s', async (reason, line, seen) => {
    const { lines, report } = await importLines('1,A,THING,1,2011-01-01 10:31:00,1.00,12346.0,Spain', line);
    expect(lines).toHaveLength(1);
    expect(report).toMatchObject({ rows: 2, used: 1, unused: 1 });
    expect(report.problems).toEqual([{ table: 'lines', reason, rows: 1, examples: [{ row: 3, seen }] }]);
  });

  test('leaves out a whole invoice rather than a part of its total', async () => {
    const { lines, report } = await importLines(
      '1,A,THING,1,2011-01-01 10:31:00,1.00,12346.0,Spain',
      '1,B,THING,1,2011-01-01 10:31:00,n/a,12346.0,Spain',
    );
    expect(lines).toEqual([]);
    expect(report.problems).toEqual([
      {
        table: 'lines',
        reason: '{UnitPrice} must be a decimal number',
        rows: 2,
        examples: [
          { row: 2, seen: '"n/a" in row 3' },
          { row: 3, seen: '"n/a"' },
        ],
      },
    ]);
  });
});
