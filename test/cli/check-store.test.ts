import { beforeAll, describe, expect, test } from 'vitest';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const entry = (type: string, detail: object): string =>
  JSON.stringify({
    time: '2026-11-02T09:12:00Z',
    source: 'shop',
    'detail-type': type,
    detail: { occurredAt: '2026-11-02T09:12:00Z', ...detail },
  });

const order = { orderId: 'o-1', currency: 'GBP', total: 1999 };
const items = [{ sku: 'tea', category: 'drinks', quantity: 1, unitPrice: 1999 }];

const events = [
  entry('PurchaseMade', { ...order, eventId: 'e-1', customerId: 'ada', channel: 'web', items }),
  entry('PurchaseMade', { ...order, eventId: 'e-2', customerId: 'bob', currency: 'EUR', channel: 'app' }),
  entry('VisitMade', { eventId: 'e-3', anonymousId: 'guest', device: 'phone' }),
];

const checked = async (...conditions: readonly object[]) => {
  const requires = { consent: 'marketing' };
  const segments = conditions.map((when, index) => ({ key: `s-${index}`, when, requires }));
  const file = write('catalogue.json', JSON.stringify({ currency: 'GBP', segments }));
  const { status, stdout } = await patron(['check', '--segments', file, '--from', path('shop')]);
  return { status, found: stdout.slice(stdout.indexOf('In ')) };
};

describe('patron check --from', () => {
  beforeAll(async () => {
    const file = write('events.jsonl', events.join('\n'));
    await patron(['replay', '--events', file, '--out', path('shop')]);
  });

  test('tells the members of each segment now, and the currencies of the orders', async () => {
    const { status, found } = await checked(
      { trait: 'orders.count', is: { gte: 1 } },
      { performed: 'VisitMade', where: { device: { eq: 'phone' } } },
    );
    expect(status).toBe(0);
    // Neither has agreed to marketing.
    expect(found).toBe(
      `In ${path('shop')} now:\n  s-0  0 members\n  s-1  0 members\n` +
        'Orders: 1 in GBP, 1 in EUR. Only those in GBP make revenue.\n',
    );
  });

  test('counts members by the catalogue that it is given', async () => {
    const segments = [{ key: 'buyers', when: { trait: 'orders.count', is: { gte: 1 } } }];
    const file = write('buyers.json', JSON.stringify({ currency: 'GBP', segments }));
    const { stdout } = await patron(['check', '--segments', file, '--from', path('shop')]);
    expect(stdout).toContain('\n  buyers  2 members\n');
  });

  test.each<readonly [string, object, readonly string[]]>([
    [
      'a field',
      { performed: 'PurchaseMade', where: { discount: { gt: 0 } } },
      ['where.discount: nobody has `discount`'],
    ],
    [
      'a value',
      { performed: 'PurchaseMade', where: { channel: { in: ['web', 'tv'] } } },
      ['where.channel: nobody has `channel` "tv"'],
    ],
    [
      'a field of items',
      { performed: 'PurchaseMade', each: 'items', where: { category: { eq: 'drinks' }, name: { eq: 'tea' } } },
      ['where.name: nobody has `name`'],
    ],
    [
      'an aggregated field',
      { performed: 'VisitMade', max: 'durationSeconds', is: { gte: 1 } },
      ['max: nobody has `durationSeconds`'],
    ],
    ['a trait', { trait: 'custom.tier', is: { eq: 'gold' } }, ['trait: nobody has `custom.tier`']],
    ['a trait’s value', { trait: 'channels.top', is: { eq: 'tv' } }, ['trait: nobody has `channels.top` "tv"']],
    ['nothing that is asked to be absent', { trait: 'custom.tier', is: { exists: false } }, []],
    [
      'what follows',
      { performed: 'VisitMade', followedBy: { performed: 'VisitMade', where: { sku: { eq: 'tea' } } }, within: 'P1D' },
      ['followedBy.where.sku: nobody has `sku`'],
    ],
    [
      'fields deep in where',
      {
        performed: 'PurchaseMade',
        where: {
          any: [{ channel: { eq: 'tv' } }, { not: { couponCode: { eq: 'x' } } }, { 'local.hour': { eq: 3 } }],
          items: { some: { category: { eq: 'food' }, total: { gte: 1 } } },
        },
      },
      [
        'where.any.0.channel: nobody has `channel` "tv"',
        'where.any.1.not.couponCode: nobody has `couponCode`',
        'where.items.some.category: nobody has `category` "food"',
      ],
    ],
    [
      'a text in another letter case',
      { performed: 'PurchaseMade', where: { channel: { in: ['WEB', 'TV'], fold: true } } },
      ['where.channel: nobody has `channel` "TV"'],
    ],
    [
      'parts of a value',
      {
        value: {
          plus: [{ trait: 'custom.bonus' }, { performed: 'VisitMade', max: 'durationSeconds' }, { trait: 'bucket.a' }],
        },
        is: { gte: 1 },
      },
      ['value.plus.0.trait: nobody has `custom.bonus`', 'value.plus.1.max: nobody has `durationSeconds`'],
    ],
    [
      'the days of a length',
      { trait: 'orders.lastAt', is: { olderThan: { times: 2, days: 'orders.averageGapDays' } } },
      ['is.olderThan.days: nobody has `orders.averageGapDays`'],
    ],
    [
      'what must be the same',
      { performed: 'VisitMade', followedBy: { performed: 'PurchaseMade' }, same: ['sku', 'items.sku'], within: 'P1D' },
      ['same: nobody has `sku`'],
    ],
  ])('warns of %s that occurs nowhere', async (_, when, expected) => {
    const { found } = await checked(when);
    expect(found.split('\n').filter((line) => line.startsWith('warning'))).toEqual(
      expected.map((line) => `warning: segments.0.when.${line}`),
    );
  });

  test('looks into computed traits', async () => {
    const traits = {
      cart: { performed: 'VisitMade', where: { action: { eq: 'cart' } }, latest: ['device', 'sku'] },
      twice: { value: { times: [2, { trait: 'custom.bonus' }] } },
    };
    const segments = [{ key: 'a', when: { trait: 'computed.cart', is: { exists: true } } }];
    const file = write('traits.json', JSON.stringify({ currency: 'GBP', traits, segments }));
    const { stdout } = await patron(['check', '--segments', file, '--from', path('shop')]);
    expect(stdout.split('\n').filter((line) => line.startsWith('warning: traits'))).toEqual([
      'warning: traits.cart.where.action: nobody has `action` "cart"',
      'warning: traits.cart.latest.1: nobody has `sku`',
      'warning: traits.twice.value.times.1.trait: nobody has `custom.bonus`',
    ]);
  });

  test('refuses a store that is not there', async () => {
    const { status, stderr } = await patron(['check', '--from', path('nowhere')]);
    expect({ status, lines: stderr.trim().split('\n').length }).toEqual({ status: 1, lines: 1 });
    expect(stderr).toContain('there is no such file');
  });
});
