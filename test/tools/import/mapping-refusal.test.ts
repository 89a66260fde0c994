import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadMapping, parseMapping } from '#lib/tools/import/import-export.ts';
import { inNewFolder } from '#test/support/folder.ts';

const rule = {
  type: 'PurchaseMade',
  eventId: 'order-{No}',
  customerId: '{Who}',
  time: { at: '{At}', format: 'YYYY-MM-DD' },
  currency: 'GBP',
  detail: { orderId: '{No}', total: { money: '{Total}' } },
};
const mapping = (change: object, rest: object = {}) => ({
  source: 'shop.test',
  events: [{ ...rule, ...change }],
  ...rest,
});

const cells = { of: 'rows', cell: 'Items', fields: ['sku'], between: ':' };

describe('parseMapping()', () => {
  test('takes the mapping that the refusals below vary', () => {
    expect(parseMapping(mapping({})).main).toBe('rows');
  });

  test.each<[string, unknown, string, unknown, string]>([
    ['no object', [], '', [], 'of type object'],
    ['an unknown type', mapping({ type: 'Sale' }), 'events.0.type', 'Sale', 'one of PurchaseMade'],
    ['an unknown key', mapping({ whre: {} }), 'events.0.whre', {}, 'absent'],
    ['an open brace', mapping({ eventId: 'order-{No' }), 'events.0.eventId', 'order-{No', 'every {Column} is closed'],
    [
      'a bad format',
      mapping({ time: { at: '{At}', format: 'YYYY' } }),
      'events.0.time',
      { at: '{At}', format: 'YYYY' },
      'format of YYYY',
    ],
    [
      'an unknown zone',
      mapping({ time: { at: '{At}', format: 'YYYY-MM-DD', zone: 'X' } }),
      'events.0.time',
      { at: '{At}', format: 'YYYY-MM-DD', zone: 'X' },
      'known zone',
    ],
    [
      'an unknown value',
      mapping({ detail: { total: { cash: '{T}' } } }),
      'events.0.detail.total',
      { cash: '{T}' },
      '{"firstOf"}',
    ],
    [
      'a fault deep in a value',
      mapping({ detail: { items: { list: { sku: '{Sku}', unitPrice: { money: 3 } } } } }),
      'events.0.detail.items.list.unitPrice.money',
      3,
      'a text with {Column}s or a list',
    ],
    [
      'a further key of a value',
      mapping({ detail: { total: { money: '{T}', abs: true } } }),
      'events.0.detail.total.abs',
      true,
      'absent',
    ],
    [
      'an unknown operator',
      mapping({ where: { Quantity: { above: 0 } } }),
      'events.0.where.Quantity.above',
      0,
      'absent',
    ],
    [
      'a bound that is not a number',
      mapping({ where: { Quantity: { gt: 'many' } } }),
      'events.0.where.Quantity.gt',
      'many',
      'a decimal number',
    ],
    [
      'a bad expression',
      mapping({ where: { No: { matches: '(' } } }),
      'events.0.where.No.matches',
      '(',
      'a regular expression',
    ],
    ['no rules', { source: 'shop.test', events: [] }, 'events', [], 'not empty'],
    ['the source of Patron itself', mapping({}, { source: 'patron' }), 'source', 'patron', 'not `patron`'],
    [
      'money without a currency',
      mapping({ currency: undefined }),
      'events.0.currency',
      undefined,
      'where there is money',
    ],
    [
      '`otherwise` without `when`',
      mapping({ otherwise: 'unpaid' }),
      'events.0.when',
      undefined,
      'where there is `otherwise`',
    ],
    ['an unknown table of rows', mapping({ rows: 'orders' }), 'events.0.rows', 'orders', 'one of the tables rows'],
    [
      'an unknown cleaning',
      mapping({}, { tables: { rows: { columns: { No: { clean: ['shout'] } } } } }),
      'tables.rows.columns.No.clean.0',
      'shout',
      'dropPointZero',
    ],
    [
      'a number format without decimals',
      mapping({}, { tables: { rows: { columns: { No: { clean: [{ number: '1.234' }] } } } } }),
      'tables.rows.columns.No.clean.0.number',
      '1.234',
      'the number 1234.56 as the column writes it',
    ],
    [
      'parts of a table that is not there',
      mapping({}, { tables: { rows: {}, items: { key: 'No', parts: { ...cells, of: 'orders' } } } }),
      'tables.items.parts.of',
      'orders',
      'one of the tables rows',
    ],
    [
      'parts of parts',
      mapping(
        {},
        {
          tables: {
            rows: {},
            items: { key: 'No', parts: cells },
            more: { key: 'No', parts: { ...cells, of: 'items' } },
          },
        },
      ),
      'tables.more.parts.of',
      'items',
      'one of the tables rows',
    ],
    [
      'parts without a key',
      mapping({}, { tables: { rows: {}, items: { parts: cells } } }),
      'tables.items.key',
      undefined,
      'the column of rows that tells its rows',
    ],
    [
      'parts with a file',
      mapping({}, { tables: { rows: {}, items: { key: 'No', file: 'a.csv', parts: cells } } }),
      'tables.items.file',
      'a.csv',
      'absent where there are `parts`',
    ],
    [
      'parts in columns without a place for their number',
      mapping({}, { tables: { rows: {}, items: { key: 'No', parts: { of: 'rows', columns: { sku: 'SKU' } } } } }),
      'tables.items.parts.columns.sku',
      'SKU',
      '{n}',
    ],
    ['a table name with a dot', mapping({}, { tables: { 'a.b': {} } }), 'tables.a.b', {}, 'letters, digits'],
    [
      'no file to take --from for',
      mapping({}, { tables: { rows: { file: 'a.csv' } } }),
      'tables',
      [],
      'exactly one has no `file`',
    ],
    ['two of them', mapping({}, { tables: { a: {}, b: {} } }), 'tables', ['a', 'b'], 'exactly one has no `file`'],
    [
      'a join without a key',
      mapping({ customerId: '{people.id}' }, { tables: { rows: {}, people: { file: 'p.csv' } } }),
      'tables.people.key',
      undefined,
      'events.0.customerId',
    ],
    [
      'a sum over an unknown table',
      mapping({ detail: { total: { sum: { money: '{T}' }, over: 'paid' } } }),
      'events.0.detail.total',
      'paid',
      'one of the tables rows',
    ],
  ])('refuses %s', (...[, json, path, seen, expected]) => {
    expect(() => parseMapping(json)).toThrow(
      expect.objectContaining({ name: 'MappingError', path, seen, expected: expect.stringContaining(expected) }),
    );
  });

  test('says path, expectation and value in one sentence', () => {
    expect(() => parseMapping(mapping({ eventId: 7 }))).toThrow(
      'Cannot read the file as a mapping: events.0.eventId must be of type string, current value is 7',
    );
  });
});

describe('loadMapping()', () => {
  test('refuses a file that is not JSON', async () => {
    await inNewFolder(async (folder) => {
      const file = join(folder, 'mapping.json');
      await writeFile(file, '{ "source": ');
      await expect(loadMapping(file)).rejects.toThrow('Cannot read the file as a mapping: it must be JSON');
    });
  });
});
