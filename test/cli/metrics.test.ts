import { describe, expect, test } from 'vitest';
import type { SegmentPeriod } from '#lib/core/insight/metrics/segment-metrics.ts';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

let written = 0;

const entry = (type: string, time: string, detail: object): string => {
  written += 1;
  return JSON.stringify({
    time,
    source: 'shop.test',
    'detail-type': type,
    detail: { eventId: `e-${written}`, occurredAt: time, ...detail },
  });
};

const purchase = (time: string, detail: object): string =>
  entry('PurchaseMade', time, { orderId: `o-${written}`, currency: 'EUR', ...detail });

const customers = ['ann', 'bea', 'cleo', 'dan', 'eva', 'fay'].map((customerId) => ({ customerId }));
const scores = [5, 5, 5, 3, 1];

/** Six customers in their first two weeks, a visitor who turns out to be the first of them, and one who is erased. */
const events = write(
  'events.jsonl',
  [
    ...customers.slice(0, 5).map((who) => purchase('2026-01-05T12:00:00.000Z', { ...who, total: 1000 })),
    purchase('2026-01-05T12:00:00.000Z', { customerId: 'fay', total: 1000, currency: 'USD' }),
    purchase('2026-01-05T12:00:00.000Z', { customerId: 'gone', total: 7000 }),
    ...scores.map((score, index) =>
      entry('FeedbackGiven', '2026-01-06T12:00:00.000Z', { kind: 'csat', score, ...customers[index] }),
    ),
    entry('VisitMade', '2026-01-07T09:00:00.000Z', { anonymousId: 'phone' }),
    entry('ErasureRequested', '2026-01-08T12:00:00.000Z', { customerId: 'gone' }),
    purchase('2026-01-12T12:00:00.000Z', { anonymousId: 'phone', total: 300 }),
    ...customers.slice(0, 3).map((who) => purchase('2026-01-13T12:00:00.000Z', { ...who, total: 500 })),
    entry('IdentityLinked', '2026-01-14T00:00:00.000Z', { customerId: 'ann', anonymousId: 'phone' }),
    entry('PurchaseRefunded', '2026-01-14T12:00:00.000Z', {
      customerId: 'bea',
      orderId: 'o',
      currency: 'EUR',
      amount: 200,
    }),
  ].join('\n'),
);

const segments = write(
  'segments.json',
  JSON.stringify({
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    segments: [
      { key: 'buyers', when: { performed: 'PurchaseMade', within: 'P14D' } },
      { key: 'visitors', when: { performed: 'VisitMade' } },
    ],
  }),
);

const replayed = async (name: string, lines: string): Promise<string> => {
  const store = path(`${name}.sqlite`);
  const args = ['--events', lines, '--segments', segments, '--out', path(name), '--store', store];
  expect((await patron(['replay', ...args])).stderr).toBe('');
  return store;
};

const store = await replayed('shop', events);

const told = async (...args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await patron(['metrics', '--store', store, ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

const periodsOf = async (...args: readonly string[]): Promise<readonly SegmentPeriod[]> =>
  (JSON.parse(await told('--json', ...args)) as { readonly periods: readonly SegmentPeriod[] }).periods;

const tooFew = { below: 5 };

describe('patron metrics', () => {
  test('tells of each segment and period what the changes and the ledger say', async () => {
    const [first, second, ...visitors] = await periodsOf('--min', '5');
    expect(first).toEqual({
      segment: 'buyers',
      from: '2025-12-31T12:00:00.001Z',
      to: '2026-01-07T12:00:00.001Z',
      size: 6,
      adds: 6,
      drops: 0,
      volatility: 2,
      stayed: tooFew,
      retention: tooFew,
      satisfaction: { mean: 0.7, people: 5 },
      revenue: 5000,
      growth: null,
      overlap: [{ with: 'visitors', jaccard: 0 }],
      stability: 0,
    });
    // The visitor entered and, as they were linked, left; what they had bought is the customer's.
    expect(second).toEqual({
      segment: 'buyers',
      from: '2026-01-07T12:00:00.001Z',
      to: '2026-01-14T12:00:00.001Z',
      size: 6,
      adds: 1,
      drops: 1,
      volatility: 2 / 6,
      stayed: tooFew,
      retention: 0.5,
      satisfaction: { mean: 0.7, people: 5 },
      revenue: 3 * 500 - 200 + 300,
      growth: 1600 / 5000 - 1,
      overlap: [{ with: 'visitors', jaccard: 1 / 6 }],
      stability: 1,
    });
    expect(visitors).toMatchObject([
      { segment: 'visitors', size: 1, adds: 1, drops: 0, revenue: tooFew, stability: 0 },
      // A week before it was the visitor, now it is the customer.
      { segment: 'visitors', size: 1, adds: 1, drops: 1, satisfaction: tooFew, stability: 0 },
    ]);
  });

  test('tells of fewer than 20 people, unless told otherwise, sizes and changes alone', async () => {
    const below = { below: 20 };
    expect((await periodsOf())[1]).toMatchObject({
      size: 6,
      adds: 1,
      volatility: 2 / 6,
      stayed: below,
      retention: below,
      satisfaction: below,
      revenue: below,
      growth: below,
      stability: 1,
    });
  });

  test('tells one segment alone, by local months', async () => {
    const metrics = JSON.parse(await told('--segment', 'visitors', '--every', 'month', '--json')) as object;
    expect(metrics).toMatchObject({
      segment: 'visitors',
      members: 1,
      byDefinition: [],
      flows: [{ flows: [{ from: null, to: 'visitors', people: 1 }] }],
      periods: [{ from: '2025-12-31T23:00:00.000Z', to: '2026-01-14T12:00:00.001Z', size: 1, adds: 2, drops: 1 }],
    });
  });

  test('tells all segments in words, the latest period of each', async () => {
    const lines = (await told('--min', '5')).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'Every segment in the last of 2 weeks, to 14 January 2026 at 12:00:00 UTC',
      '',
      'segment   size  in  out  again    revenue  growth  happy  so far',
      'buyers       6  +1   -1    50%  16.00 EUR    -68%    70%  ██',
      'visitors     1  +1   -1     <5         <5      <5     <5  ██',
    ]);
  });

  test('tells one segment in words, period by period', async () => {
    expect((await told('--min', '5', '--segment', 'buyers')).split('\n').slice(0, 7)).toEqual([
      'buyers over 2 weeks, to 14 January 2026 at 12:00:00 UTC',
      '',
      '7 days to   size  in  out  again    revenue  growth  happy  same',
      '2026-01-07     6  +6   -0     <5  50.00 EUR       –    70%    0%',
      '2026-01-14     6  +1   -1    50%  16.00 EUR    -68%    70%  100%',
      '',
      'At the end it shares members with visitors (16.7% of both together).',
    ]);
  });

  test('tells that nothing has come yet', async () => {
    const empty = await replayed('empty', write('none.jsonl', ''));
    const { status, stdout } = await patron(['metrics', '--store', empty]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Nothing can be told of any segment yet: no event has come.\n',
    });
    expect((await patron(['metrics', '--store', empty, '--json'])).stdout).toContain('"periods": []');
  });

  test.each([
    [
      ['--segment', 'buyer'],
      'Cannot use --segment as a segment of the catalogue: current value is "buyer" (the nearest is buyers)',
    ],
    [['--every', 'P1M'], 'Cannot use --every as one of P7D, month: current value is "P1M"'],
    [['--min', '4'], 'Cannot use --min as a whole number of at least 5: current value is "4"'],
  ])('refuses %j', async (args, complaint) => {
    expect(await patron(['metrics', '--store', store, ...args])).toEqual({
      status: 1,
      stdout: '',
      stderr: `patron metrics: ${complaint}\n`,
    });
  });
});
