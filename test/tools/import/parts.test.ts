import { describe, expect, test } from 'vitest';
import { parseMapping } from '#lib/tools/import/import-export.ts';
import { importTexts } from './imported.ts';

const items = {
  list: {
    sku: { firstOf: ['{sku}', '{name}'] },
    name: '{name}',
    quantity: { number: '{quantity}' },
    unitPrice: { money: '{price}' },
  },
  over: 'items',
};

/** A mapping of orders whose items are parts of their rows. */
const mappingOf = (table: object, detail: object = { items }) =>
  parseMapping({
    source: 'shop.test',
    tables: { orders: {}, items: { key: 'no', ...table } },
    events: [
      {
        type: 'PurchaseMade',
        eventId: '{no}',
        customerId: '{who}',
        time: { at: '{at}', format: 'YYYY-MM-DD' },
        currency: 'EUR',
        detail: { orderId: '{no}', total: { money: '{total}' }, ...detail },
      },
    ],
  });

const orders = async (table: object, ...rows: readonly string[]) => {
  const { lines, report } = await importTexts({ 'orders.csv': rows.join('\n') }, mappingOf(table));
  return { items: lines.map(({ detail }) => detail['items']), report };
};

const inColumns = {
  parts: {
    of: 'orders',
    columns: { sku: 'SKU {n}', name: 'Item {n}', quantity: 'Qty {n}', price: 'Price {n}' },
  },
  columns: { sku: { optional: true } },
};

const header = 'no,who,at,total';

describe('items in columns', () => {
  test('are as many as are filled, with the columns that there are', async () => {
    const { items: found, report } = await orders(
      inColumns,
      `${header},Item 1,Qty 1,Price 1,Item 2,Qty 2,Price 2,SKU 2,Item 3,Qty 3,Price 3`,
      '1,ada,2024-01-01,5.00,Cup,2,1.50,Bag,1,2.00,B-1,,,',
      '2,bo,2024-01-02,0.00,,,,,,,,,,',
      '3,cy,2024-01-03,1.00,,,,,,,,Lid,1,1.00',
    );
    expect(found).toEqual([
      [
        { sku: 'Cup', name: 'Cup', quantity: 2, unitPrice: 150 },
        { sku: 'B-1', name: 'Bag', quantity: 1, unitPrice: 200 },
      ],
      undefined,
      [{ sku: 'Lid', name: 'Lid', quantity: 1, unitPrice: 100 }],
    ]);
    expect(report).toMatchObject({ rows: 3, used: 3, tables: { orders: { rows: 3 } }, problems: [] });
  });

  test('must be there, but for those that are optional', async () => {
    await expect(orders(inColumns, `${header},Item 1,Qty 1`, '1,ada,2024-01-01,5.00,Cup,2')).rejects.toThrow(
      'has no column "Price 1", which tables.items.parts names',
    );
  });
});

const labelled = {
  parts: {
    of: 'orders',
    cell: 'items',
    labels: { name: 'name:', sku: 'sku:', quantity: 'qty: ', price: 'each:' },
    between: ['|', ', '],
  },
};

describe('items in a cell of labelled values', () => {
  test.each([
    ['one', 'name:Cup|sku:C|qty: 2|each:1.50', [{ sku: 'C', name: 'Cup', quantity: 2, unitPrice: 150 }]],
    [
      'two, in any order, with separators and labels in their values',
      'sku:C|name:Cup | Saucer, red sku:x|qty: 1|each:1, sku:D|each:2|qty: 3|each:9',
      [
        { sku: 'C', name: 'Cup | Saucer, red sku:x', quantity: 1, unitPrice: 100 },
        { sku: 'D', quantity: 3, unitPrice: 200 },
      ],
    ],
    ['none', '', undefined],
  ])('are read: %s', async (_, cell, expected) => {
    const { items: found } = await orders(labelled, `${header},items`, `1,ada,2024-01-01,5.00,"${cell}"`);
    expect(found).toEqual([expected]);
  });

  test('are reported with their order where they are written otherwise, and none is lost in silence', async () => {
    const { items: found, report } = await orders(
      labelled,
      `${header},items`,
      '1,ada,2024-01-01,5.00,2 x Cup',
      '3,ada,2024-01-01,5.00,2 x|name:Cup|qty: 1|each:1',
      '2,ada,2024-01-01,5.00,name:Cup|qty: 1|each:1',
    );
    expect(found).toHaveLength(1);
    expect(report).toMatchObject({ rows: 3, used: 1, unused: 2 });
    expect(report.problems).toEqual([
      {
        table: 'orders',
        reason: '{items} must be written as tables.items.parts says',
        rows: 2,
        examples: [
          { row: 2, seen: '"2 x Cup"' },
          { row: 3, seen: '"2 x|name:Cup|qty: 1|each:1"' },
        ],
      },
    ]);
  });

  test('are read of several cells', async () => {
    const { items: found } = await orders(
      { parts: { ...labelled.parts, cell: 'item_{n}' } },
      `${header},item_1,item_2,item_3`,
      '1,ada,2024-01-01,5.00,name:Cup|qty: 1|each:1,,name:Bag|qty: 1|each:2',
    );
    expect(found[0]).toMatchObject([{ name: 'Cup' }, { name: 'Bag' }]);
  });
});

describe('items in a cell without labels', () => {
  const listed = {
    parts: { of: 'orders', cell: 'items', fields: ['quantity', 'price', 'name'], between: '× ', split: ', ' },
  };

  test('are read in the order of their fields, of which the last takes the rest', async () => {
    const { items: found, report } = await importTexts(
      {
        'orders.csv': `${header},items\n1,ada,2024-01-01,5.00,"2× 1.50× Cup× big, 1× 2.00× Bag"\n2,bo,2024-01-01,1,Cup\n`,
      },
      mappingOf(listed, { items: { ...items, list: { ...items.list, sku: '{name}' } } }),
    ).then(({ lines, report: told }) => ({ items: lines.map(({ detail }) => detail['items']), report: told }));
    expect(found).toMatchObject([
      [
        { name: 'Cup× big', quantity: 2, unitPrice: 150 },
        { name: 'Bag', quantity: 1, unitPrice: 200 },
      ],
    ]);
    expect(report.problems).toMatchObject([{ reason: '{items} must be written as tables.items.parts says' }]);
  });
});

test('rules make events of parts, with their number and the row they stand in', async () => {
  const mapping = parseMapping({
    source: 'shop.test',
    tables: {
      orders: { key: 'no' },
      refunds: {
        key: 'no',
        parts: { of: 'orders', cell: 'refunds', labels: { amount: 'amount:', date: 'date:' }, between: ['|', ';'] },
      },
    },
    events: [
      {
        type: 'PurchaseRefunded',
        rows: 'refunds',
        eventId: 'refund-{no}-{part}',
        customerId: '{orders.who}',
        time: { at: '{date}', format: 'YYYY-MM-DD' },
        currency: 'EUR',
        detail: { orderId: '{no}', amount: { money: '{amount}' } },
      },
    ],
  });
  const rows =
    'no,who,refunds\n1,ada,amount:1.00|date:2024-01-02;amount:2.00|date:2024-01-03\n2,bo,amount:x|date:2024-01-01\n';
  const { lines, report } = await importTexts({ 'orders.csv': rows }, mapping);
  expect(
    lines.map(({ time, detail }) => [time.slice(0, 10), detail.eventId, detail['customerId'], detail['amount']]),
  ).toEqual([
    ['2024-01-02', 'refund-1-1', 'ada', 100],
    ['2024-01-03', 'refund-1-2', 'ada', 200],
  ]);
  const swallowed = await importTexts(
    { 'orders.csv': rows.replace('2,bo,amount:x', '2,"bo,x\n3,cy",amount:3.00') },
    mapping,
  );
  expect(swallowed.lines).toHaveLength(2);
  expect(swallowed.report.problems).toMatchObject([{ table: 'refunds', examples: [{ row: 3 }] }]);
  expect(report.problems).toMatchObject([
    { table: 'refunds', reason: '{amount} must be a decimal number', examples: [{ row: 3 }] },
  ]);
});
