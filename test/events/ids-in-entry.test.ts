import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idsIn } from '#events/ids-in-entry.ts';
import { example } from './entries.ts';

describe('idsIn()', () => {
  test('reads both ids of an event', () => {
    expect(idsIn(example('PurchaseMade'))).toEqual({ customerId: 'cust-42', anonymousId: 'visitor-7f3a' });
  });

  test.each([
    [{ detail: { customerId: 'cust-42', total: 'wrong' } }, { customerId: 'cust-42' }],
    [{ 'detail-type': 'Nonsense', detail: { anonymousId: 'v' } }, { anonymousId: 'v' }],
    [{ detail: { customerId: 'not ok', anonymousId: 'v' } }, { anonymousId: 'v' }],
    [{ detail: { customerId: ['c'], anonymousId: { v: 1 } } }, {}],
    [{ detail: { customerId: 'x'.repeat(65) } }, {}],
    [{ detail: [{ customerId: 'c' }] }, {}],
    [{ customerId: 'c' }, {}],
    [JSON.parse('{"detail":{"__proto__":{"customerId":"c"}}}'), {}],
    ['{"detail":{"customerId":"c"}}', {}],
    [null, {}],
  ])('reads what is well formed in %j', (entry, ids) => {
    expect(idsIn(entry)).toEqual(ids);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(idsIn({ detail: { customerId: 'cust-42', anonymousId: value } })).toHaveProperty(
          'customerId',
          'cust-42',
        );
        expect([value, { detail: value }].map((entry) => typeof idsIn(entry))).toEqual(['object', 'object']);
      }),
    );
  });
});
