import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatInstant } from '#lib/core/time/instant.ts';
import { day } from '#lib/core/time/duration.ts';
import type { Report } from '#lib/use-cases/insight/report/report.ts';
import { simulateShop } from '#test/core/predictions/simulate-shop.ts';
import { patron, workspace } from '../command-line.ts';
import { ordersCsv, type ExportedOrder } from './orders-csv.ts';

const { path, write } = workspace();

const args = (from: string, out: string, ...more: readonly string[]): readonly string[] => [
  'report',
  '--from',
  from,
  '--mapping',
  'orders-export',
  '--out',
  out,
  ...more,
];

const reported = async (name: string, csv: string, ...more: readonly string[]) => {
  const out = path(`${name}.html`);
  const { status, stdout, stderr } = await patron(args(write(`${name}.csv`, csv), out, '--json', ...more));
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return { report: JSON.parse(stdout) as Report, stderr, out };
};

/** Ann ordered twice and got something back, Bob once in January, Cleo in dollars; one order was never paid. */
const small: readonly ExportedOrder[] = [
  { name: '#1', email: 'ann@example.com', at: '2026-01-31 23:30:00 +0000', total: '24.50', city: 'York' },
  { name: '#2', email: 'bob@example.com', at: '2026-01-10 10:00:00 +0000', total: '100.00', city: 'Leeds' },
  { name: '#3', email: 'ann@example.com', at: '2026-03-01 10:00:00 +0000', total: '10.00', refunded: '4.25' },
  { name: '#4', email: 'cleo@example.com', at: '2026-03-02 10:00:00 +0000', total: '70.00', currency: 'USD' },
  { name: '#5', email: 'dan@example.com', at: '2026-03-03 10:00:00 +0000', total: '70.00', status: 'pending' },
];

const tooFew = 'Cannot fit a model to fewer than 100 buyers: current value is 3';

describe('patron report --from', () => {
  test('tells of a small export what can be counted in it by hand', async () => {
    const { report, stderr, out } = await reported('small', ordersCsv(small));
    expect(stderr).toBe(`Nothing is foretold. ${tooFew}.\n`);
    expect(report).toMatchObject({
      asOf: '2026-03-02T10:00:00.000Z',
      currency: 'EUR',
      zone: 'UTC',
      source: 'small.csv',
      imported: {
        file: 'small.csv',
        mapping: 'orders-export',
        rows: 5,
        used: 4,
        unused: 1,
        problems: [{ reason: 'the order was not paid', rows: 1, example: 'row 6' }],
      },
      shop: {
        customers: 3,
        visitors: 0,
        buyers: 3,
        orders: 4,
        revenue: 13025,
        otherCurrencies: { USD: 1 },
        firstAt: '2026-01-10T10:00:00.000Z',
        lastAt: '2026-03-02T10:00:00.000Z',
        months: [
          { from: '2026-01-01T00:00:00.000Z', orders: 2, revenue: 12450 },
          { from: '2026-02-01T00:00:00.000Z', orders: 0, revenue: 0 },
          { from: '2026-03-01T00:00:00.000Z', orders: 2, revenue: 575 },
        ],
      },
      predictions: { missing: 'fewer than 100 people have ordered' },
    });
    const sizes = Object.fromEntries(report.segments.map(({ key, size }) => [key, size]));
    // Ann's first order is 29 days old and Bob's only one 51.
    expect(sizes).toMatchObject({ 'active-customers': 2, 'new-customers': 2, 'one-time-buyers': 1 });
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('keeps the store, the events and what a replay writes in the folder of the same name', async () => {
    await reported('kept', ordersCsv(small));
    const files = [
      'changes.jsonl',
      'events.jsonl',
      'profiles.jsonl',
      'quarantine.jsonl',
      'store.sqlite',
      'summary.json',
    ];
    expect(readdirSync(path('kept')).toSorted()).toEqual(files);
    const again = await reported('kept', ordersCsv(small.slice(0, 2)));
    expect(again.report.shop).toMatchObject({ customers: 2, orders: 2 });
    const { stdout } = await patron(['report', '--store', path('kept'), '--out', path('again.html'), '--json']);
    const { imported, predictions, ...same } = again.report;
    expect([imported?.rows, predictions]).toEqual([2, { missing: 'fewer than 100 people have ordered' }]);
    expect(JSON.parse(stdout)).toMatchObject({ ...same, source: 'kept' });
  });

  test('says in a few lines what it is of', async () => {
    const { stdout } = await patron(args(write('told.csv', ordersCsv(small)), path('told.html')));
    expect(stdout.split('\n')).toEqual([
      '5 rows of told.csv: 4 used, 1 not used',
      '  1: the order was not paid (row 6)',
      '3 customers with 4 orders and 130.25 EUR of revenue, from 10 January 2026 to 2 March 2026',
      `Written to ${path('told.html')}.`,
      '',
    ]);
  });

  test('replays by the catalogue of --segments, in the currency of most orders', async () => {
    const segments = write(
      'own.json',
      JSON.stringify({
        currency: 'GBP',
        timeZone: 'Europe/Berlin',
        segments: [{ key: 'rich', when: { trait: 'orders.revenue', is: { gte: 10_000 } } }],
      }),
    );
    const { report, stderr } = await reported('own', ordersCsv(small), '--segments', segments);
    expect(stderr).toContain(`Most orders are in EUR and ${segments} is in GBP: its amounts are taken as EUR.\n`);
    expect(report).toMatchObject({
      currency: 'EUR',
      zone: 'Europe/Berlin',
      segments: [{ key: 'rich', size: 1 }],
      // By the local calendar Ann's first order is of February.
      shop: { months: [{ orders: 1 }, { orders: 1, revenue: 2450 }, { orders: 2 }] },
      rfm: { missing: 'the catalogue has no thresholds for scores ("rfm")' },
    });
  });

  test('foretells where the data allow a model, and decides segments by it', async () => {
    const people = simulateShop({
      orders: { k: 2, r: 0.9, alpha: 3, a: 0.6, b: 2 },
      spend: { p: 4, q: 3.5, v: 2500 },
      people: 150,
      days: 250,
      seed: 5,
    });
    const orders = people.flatMap((own, person) =>
      own.map(([on, total], index) => ({
        name: `#${person}-${index}`,
        email: `c${person}@example.com`,
        at: `${formatInstant((20_000 + on + 1 / 2) * day)
          .slice(0, 19)
          .replace('T', ' ')} +0000`,
        total: (total / 100).toFixed(2),
        currency: 'GBP',
      })),
    );
    const { report, stderr } = await reported('foretold', ordersCsv(orders));
    expect(stderr).toBe('');
    expect(report.predictions).toMatchObject({
      buyers: 150,
      quality: { calibration: expect.any(Array) },
      fit: { customers: 150 },
      warnings: expect.arrayContaining([expect.stringContaining('The model knows no season')]),
    });
    const model = JSON.parse(readFileSync(path('foretold/model.json'), 'utf8')) as { readonly modelId: string };
    expect(report.predictions).toMatchObject({ modelId: model.modelId });
    const overdue = report.periods.filter(({ segment }) => segment === 'overdue-customers');
    expect(overdue.filter(({ size }) => size > 0).length).toBeGreaterThan(2);
    expect(report.segments.find(({ key }) => key === 'best-tenth')?.size).toBeGreaterThan(5);
  });
});

const complaintOf = async (from: string, ...more: readonly string[]): Promise<string> => {
  const out = path('refused.html');
  const { status, stdout, stderr } = await patron(args(from, out, ...more));
  expect({ status, stdout, written: existsSync(out) }).toEqual({ status: 1, stdout: '', written: false });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  return stderr.trimEnd().replaceAll(path('x').slice(0, -1), '');
};

const contentsOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(path(folder)).map((file) => [file, readFileSync(path(`${folder}/${file}`), 'base64')]),
  );

describe('patron report --from refuses', () => {
  const unpaid = small.map((order) => ({ ...order, status: 'pending' }));

  test.each([
    ['a file that is empty', '', 'Cannot read bad.csv as a CSV file: current value has no header'],
    ['a file without rows', ordersCsv([]), 'Cannot report on bad.csv: it has no rows'],
    [
      'a file with only unusable rows',
      ordersCsv(unpaid),
      'Cannot report on bad.csv: none of its rows could be used (5 of 5: the order was not paid)',
    ],
    [
      'a file that is no CSV',
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x0a]),
      'Cannot read bad.csv as a CSV file: current value has the byte 0xFF in line 1, which is not utf8; what a spreadsheet program saves is often "encoding": "windows-1252"',
    ],
    [
      'a file of other columns',
      'when,who\n1,2\n',
      'Cannot read the file of table "lines" by the mapping: current value has no column "Name", which tables.lines.columns names; it has when, who',
    ],
  ])('%s', async (_what, content, complaint) => {
    expect(await complaintOf(write('bad.csv', content))).toBe(`patron report: ${complaint}`);
  });

  const misfit = { currency: 'EUR', segments: [{ key: 'a', when: { trait: 'orders.cuont', is: { gte: 1 } } }] };

  test.each([
    ['none of its rows can be used', unpaid, []],
    ['the catalogue does not fit', small.slice(0, 1), ['--segments', write('misfit.json', JSON.stringify(misfit))]],
  ])('an export where %s, and leaves an earlier report and its store as they were', async (_where, orders, more) => {
    const { out } = await reported('earlier', ordersCsv(small));
    const before = [contentsOf('earlier'), readFileSync(out, 'utf8')];
    const { status } = await patron(args(write('later.csv', ordersCsv(orders)), out, ...more));
    expect(status).toBe(1);
    expect([contentsOf('earlier'), readFileSync(out, 'utf8')]).toEqual(before);
  });

  test('an export without leaving a folder where there was none', async () => {
    await complaintOf(write('unpaid.csv', ordersCsv(unpaid)));
    await complaintOf(path('missing.csv'));
    expect(existsSync(path('refused'))).toBe(false);
  });

  test('to write over the export', async () => {
    const from = write('export.html', ordersCsv(small));
    const { status, stderr } = await patron(args(from, from));
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `patron report: Cannot read ${from} and write ${from}: they are the same file\n`,
    });
    expect(readFileSync(from, 'utf8')).toBe(ordersCsv(small));
  });

  test('a catalogue that does not fit, naming its file', async () => {
    const segments = write('wrong.json', '{"currency":"EUR","segments":[{"key":"A b"}]}');
    expect(await complaintOf(write('fine.csv', ordersCsv(small)), '--segments', segments)).toMatch(
      /^patron report: wrong\.json: Cannot load the catalogue as segments: segments\.0\.key must be /,
    );
  });

  test('a page that would be written over what it reads', async () => {
    mkdirSync(path('over'));
    const from = write('over/events.jsonl', ordersCsv(small));
    const { status, stderr } = await patron(args(from, path('over.html')));
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `patron report: Cannot read ${from} and write ${path('over/events.jsonl')}: they are the same file\n`,
    });
    expect(readFileSync(from, 'utf8')).toBe(ordersCsv(small));
  });
});
