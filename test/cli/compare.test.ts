import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Comparison } from '#lib/use-cases/insight/compare/compare-people.ts';
import { lowFigures, lowFiguresInText } from '#test/insight/low-figures.ts';
import { patron } from './command-line.ts';
import { oneVisit, richShop, type RichCatalogue } from './rich-shop.ts';

const { path, write, store } = richShop();

const told = async (...args: readonly string[]): Promise<Comparison> => {
  const { status, stdout, stderr } = await patron(['compare', '--store', store, '--json', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const comparison = JSON.parse(stdout) as Comparison;
  expect(lowFigures(comparison, { minimum: 20, exact: ['members'] })).toEqual([]);
  return comparison;
};

describe('patron compare --segment', () => {
  test('tells what members share and others do not', async () => {
    const { lines = [], ...rest } = await told('--segment', 'rich');
    expect(rest).toMatchObject({
      segment: 'rich',
      with: 'rest',
      members: 60,
      others: 240,
      byDefinition: ['orders.revenue'],
    });
    expect(lines[0]).toMatchObject({ trait: 'orders.average', direction: 'more' });
    expect(lines.find(({ trait }) => trait === 'geographic.city')).toMatchObject({
      value: 'Leeds',
      share: 0.5,
      members: 30,
      known: 60,
    });
  });

  test('finds what a segment is defined by through the segments that it refers to', async () => {
    expect((await told('--segment', 'rich-too')).byDefinition).toEqual(['custom.vip', 'orders.revenue']);
  });

  test('tells of a small segment its size alone', async () => {
    const { lines, ...rest } = await told('--segment', 'few');
    expect({ lines, members: rest.members, byDefinition: rest.byDefinition }).toEqual({
      lines: undefined,
      members: 10,
      byDefinition: ['orders.revenue'],
    });
    const { stdout } = await patron(['compare', '--store', store, '--segment', 'few']);
    expect(stdout).toContain('What they are like is told of no fewer than 20 members.\n');
    const { stdout: best } = await patron(['compare', '--store', store, '--question', 'best']);
    expect(best).toContain('There are too few to compare: it takes 40 on each side.\n');
  });

  test('tells it in words', async () => {
    const { stdout } = await patron(['compare', '--store', store, '--segment', 'rich']);
    expect(stdout).toMatch(/^Rich: 60 members, compared with 240 \(all others\)\n/);
    expect(stdout).toContain('By definition: customers whose revenue after refunds is at least 500.00 GBP.\n');
    expect(stdout).toMatch(/More often\n.* city: Leeds +50% +few/s);
    expect(stdout).toMatch(/Not known \(of fewer than 20 members\): demographic, psychographic/);
    expect(lowFiguresInText(stdout, 20)).toEqual([]);
  });

  test('writes what stands out most as a catalogue that check accepts', async () => {
    const file = path('suggested.json');
    await told('--segment', 'rich', '--suggest', file);
    const suggested = JSON.parse(readFileSync(file, 'utf8')) as RichCatalogue;
    expect(suggested.segments).toHaveLength(1);
    const { status, stdout } = await patron(['check', '--segments', file]);
    expect({ status, first: stdout.split('\n')[0] }).toEqual({
      status: 0,
      first: 'The catalogue fits: 1 segment, amounts in GBP.',
    });
  });
});

describe('patron compare --question', () => {
  test.each([
    ['best', 31, 269, ['orders.revenue']],
    ['satisfied', 112, 38, ['feedback.satisfaction']],
    ['unsatisfied', 38, 112, ['feedback.satisfaction']],
    ['discount', 60, 240, ['orders.discountShare']],
    ['abandoned', 50, 50, []],
  ])('%s has %d members, and %d others of whom it can be asked', async (question, ...figures) => {
    const [members, others, byDefinition] = figures;
    expect(await told('--question', question)).toMatchObject({ segment: question, members, others, byDefinition });
  });

  test('compares with everybody else where that is asked for', async () => {
    expect(await told('--question', 'abandoned', '--with', 'rest')).toMatchObject({ members: 50, others: 250 });
    expect(await told('--question', 'best', '--with', 'rich')).toMatchObject({ members: 31, others: 29 });
  });

  test('prints the segment that it is: the best have the revenue that nine tenths do not exceed', async () => {
    const { definition } = await told('--question', 'best');
    expect(definition).toMatchObject({ key: 'best', when: { trait: 'orders.revenue', is: { gte: 500_29 } } });
  });

  test('says what is missing where there are no data', async () => {
    const file = write('one.jsonl', `${oneVisit}\n`);
    await patron(['replay', '--events', file, '--out', path('bare'), '--store', path('bare.sqlite')]);
    const { status, stdout } = await patron(['compare', '--store', path('bare.sqlite'), '--question', 'satisfied']);
    expect(status).toBe(0);
    expect(stdout).toContain('There is no answer: nobody has given feedback with a score.\n');
  });
});

describe('patron compare refuses', () => {
  test.each([
    ['an unknown segment', ['--segment', 'rch'], /current value is "rch" \(the nearest is rich\)/],
    [
      'an unknown segment to compare with',
      ['--segment', 'rich', '--with', 'fw'],
      /--with .* "fw" \(the nearest is few\)/,
    ],
    ['a segment beside itself', ['--segment', 'rich', '--with', 'rich'], /--with as another segment than --segment/],
    ['neither a segment nor a question', [], /exactly one of --segment and --question: 0 of them/],
    ['both', ['--segment', 'rich', '--question', 'best'], /exactly one of --segment and --question: 2 of them/],
    ['an unknown question', ['--question', 'worst'], /--question as one of best, satisfied, .*"worst"/],
    ['a minimum below 5', ['--segment', 'rich', '--min', '4'], /--min as a whole number of at least 5/],
    ['to write over the store', ['--segment', 'rich', '--suggest', store], /they are the same file/],
  ])('%s in one line', async (_what, args, reason) => {
    const { status, stdout, stderr } = await patron(['compare', '--store', store, ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron compare: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
  });
});
