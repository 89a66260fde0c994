import { describe, expect, test } from 'vitest';
import { patron, patronProcess, workspace } from './command-line.ts';

const { write } = workspace();

const purchase = {
  eventId: 'e-1',
  customerId: 'ada',
  occurredAt: '2026-11-02T09:12:00Z',
  orderId: 'o-1',
  currency: 'GBP',
  total: 1999,
};

const entry = (detail: object, more: object = {}): string =>
  JSON.stringify({ time: '2026-11-02T09:12:00Z', source: 'shop', 'detail-type': 'PurchaseMade', detail, ...more });

const lines = [
  entry(purchase),
  'no JSON',
  entry({ ...purchase, total: -5, currency: 'pounds', discunt: 1 }),
  entry({ ...purchase, customerId: undefined }),
  entry(purchase, { 'detail-type': 'PurchaseMad' }),
  entry({ ...purchase, occurredAt: '2026-11-02T09:17:00.001Z' }),
  entry({ ...purchase, occurredAt: '2026-11-02T09:17:00Z' }),
  entry({ ...purchase, total: '5' }, { time: 'noon' }),
  entry({ ...purchase, items: [{ sku: 'a', quantity: 0, unitPrice: -1 }] }),
  '[]',
  entry({ ...purchase, replaces: 'e-1', total: -5 }),
  entry({ eventId: 'e-2', occurredAt: 'noon' }, { 'detail-type': 'EventWithdrawn' }),
  entry({ ...purchase, eventId: 'e-3', replaces: 'e-1', revision: { of: 'o-1', number: 2 } }),
].join('\n');

describe('patron validate', () => {
  test('tells every fault of every line, each line by itself', async () => {
    const { status, stdout, stderr } = await patron(['validate', '--json', '--events', write('events.jsonl', lines)]);
    const faults = stdout
      .trim()
      .split('\n')
      .map((line): Record<string, string> => JSON.parse(line));
    expect(faults.map(({ line, reason, field }) => `${line} ${reason} ${field}`)).toEqual([
      '2 invalid entry',
      '3 invalid currency',
      '3 invalid total',
      '4 invalid customerId',
      '5 unknown-type detail-type',
      '6 future occurredAt',
      '8 invalid total',
      '8 invalid time',
      '9 invalid items.0.quantity',
      '9 invalid items.0.unitPrice',
      '10 invalid entry',
      '11 invalid total',
      '11 invalid replaces',
      '12 invalid occurredAt',
      '12 invalid customerId',
      '12 invalid replaces',
    ]);
    expect(faults[2]).toEqual({
      line: 3,
      reason: 'invalid',
      field: 'total',
      rule: 'must be an integer of at least 0',
      value: '-5',
      message: 'Cannot accept PurchaseMade as an event: total must be an integer of at least 0, current value is -5',
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'patron validate: Cannot accept every line as an event: 10 of 13 lines have a fault\n',
    });
  });

  test('ends with what Patron would not understand, which is no fault', async () => {
    const file = write(
      'fine.jsonl',
      [entry({ ...purchase, discunt: 1 }), entry({ ...purchase, currency: 'BRL' })].join('\n'),
    );
    expect(await patron(['validate', '--events', file])).toEqual({
      status: 0,
      stdout: [
        'Not understood:',
        '  PurchaseMade.discunt: unknown, and ignored in 1 event (the nearest known field is discount)',
        '  1 order in BRL: the catalogue is in GBP, so no revenue is made of them',
        '2 lines without a fault.',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  test('takes the currency of a catalogue, and reads standard input', async () => {
    const catalogue = write('brl.json', JSON.stringify({ currency: 'BRL', segments: [] }));
    const { status, stdout } = await patronProcess(
      ['validate', '--events', '-', '--segments', catalogue],
      entry({ ...purchase, currency: 'BRL' }),
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '1 line without a fault.\n' });
  });

  test('says in a sentence what each line lacks', async () => {
    const { stdout } = await patron(['validate', '--events', write('one.jsonl', entry({ ...purchase, total: -5 }))]);
    expect(stdout).toBe(
      'line 1: Cannot accept PurchaseMade as an event: total must be an integer of at least 0, current value is -5\n',
    );
  });
});
