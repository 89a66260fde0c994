import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Report } from '#lib/use-cases/insight/report/report.ts';
import { patron } from '../command-line.ts';
import { richShop } from '../rich-shop.ts';

const { path, write, store } = richShop();

const report = async (...args: readonly string[]) => {
  const { status, stdout, stderr } = await patron(['report', '--store', store, ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

const json = async (command: string, ...args: readonly string[]): Promise<object> => {
  const { status, stdout, stderr } = await patron([command, '--store', store, ...args, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as object;
};

describe('patron report --store', () => {
  test('tells what the other commands of insight tell', async () => {
    const told = JSON.parse(await report('--out', path('shop.html'), '--json')) as Report;
    expect(told.best).toMatchObject(await json('compare', '--question', 'best'));
    expect(told.satisfied).toEqual(await json('compare', '--question', 'satisfied'));
    expect(told.places).toEqual(await json('places'));
    expect(told.bestPlaces).toEqual(await json('places', '--question', 'best'));
    expect(told.groups).toEqual(await json('discover', '--out', path('found.json')));
    const { periods } = (await json('metrics', '--every', 'month')) as { readonly periods: readonly object[] };
    expect(told.periods).toEqual(periods.map((period) => ({ ...period, overlap: undefined })));
    const keys = told.personas.flatMap(({ segment }) => ['--segment', segment]);
    expect(await json('persona', ...keys)).toMatchObject({ byDefinition: told.byDefinition, personas: told.personas });
  });

  test('takes the overlaps from the last month', async () => {
    const told = JSON.parse(await report('--out', path('shop.html'), '--json')) as Report;
    const metrics = (await json('metrics', '--every', 'month')) as {
      readonly periods: readonly { readonly segment: string; readonly overlap: readonly object[] }[];
    };
    for (const { one, other, jaccard } of told.overlaps)
      expect(metrics.periods.findLast(({ segment }) => segment === one)?.overlap).toContainEqual({
        with: other,
        jaccard,
      });
    expect(told.overlaps.length).toBeGreaterThan(0);
  });

  test('writes a page, in folders that it makes, and nothing beside it', async () => {
    expect(await report('--out', path('new/deep/shop.html'))).toMatch(/^300 customers with \d+ orders and [\d,.]+ GBP/);
    expect(readdirSync(path('new/deep'))).toEqual(['shop.html']);
    expect(readFileSync(path('new/deep/shop.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('answers where no event has come, and writes nothing', async () => {
    const segments = write('none.json', '{"currency":"GBP","segments":[]}');
    await patron(['replay', '--events', write('none.jsonl', ''), '--segments', segments, '--out', path('none')]);
    const args = ['report', '--store', path('none'), '--out', path('none.html')];
    expect(await patron(args)).toEqual({
      status: 0,
      stdout: 'Nothing can be reported yet: no event has come.\n',
      stderr: '',
    });
    expect(await patron([...args, '--json'])).toMatchObject({ status: 0, stdout: '{"missing":"no event has come"}\n' });
    expect(existsSync(path('none.html'))).toBe(false);
  });

  test('leaves an earlier page as it was where it fails', async () => {
    const page = write('before.html', 'the page of before');
    mkdirSync(path('before.html.draft'));
    const { status, stderr } = await patron(['report', '--store', store, '--out', page]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `patron report: Cannot open ${page}.draft: illegal operation on a directory\n`,
    });
    expect(readFileSync(page, 'utf8')).toBe('the page of before');
  });
});

describe('patron report refuses', () => {
  test.each([
    [['--out', 'r.html'], 'Cannot go on without exactly one of --store, --table and --from: 0 of them are given'],
    [
      ['--store', 'a', '--from', 'b.csv', '--out', 'r.html'],
      'Cannot go on without exactly one of --store, --table and --from: 2 of them are given',
    ],
    [['--store', 'a'], '--out FILE.html is missing; patron report --help explains'],
    [['--store', 'a', '--out', 'r.pdf'], 'Cannot use --out as a file that ends in .html: current value is "r.pdf"'],
    [
      ['--from', 'b.csv', '--out', 'r.html'],
      'Cannot use --from without --mapping NAME|FILE: nothing says which columns become which fields',
    ],
    [
      ['--store', 'a', '--segments', 'c.json', '--out', 'r.html'],
      'Cannot use --segments with --store: it is for an export (--from)',
    ],
    [
      ['--from', 'b.csv', '--mapping', 'order-export', '--out', 'r.html'],
      'Cannot find order-export as a mapping: there is neither such a file nor one of amazon-orders, bigcommerce, olist, online-retail, orders-export, stripe, woocommerce (the nearest is orders-export)',
    ],
    [
      ['--from', 'b.csv', '--out', 'r.html', '--min', '4'],
      'Cannot use --min as a whole number of at least 5: current value is "4"',
    ],
  ])('%j', async (args, complaint) => {
    expect(await patron(['report', ...args])).toEqual({
      status: 1,
      stdout: '',
      stderr: `patron report: ${complaint}\n`,
    });
  });

  test('a directory as the page', async () => {
    mkdirSync(path('folder.html'));
    const { stderr } = await patron(['report', '--store', store, '--out', path('folder.html')]);
    expect(stderr).toBe(
      `patron report: Cannot write a report to ${path('folder.html')}: current value is a directory\n`,
    );
  });
});
