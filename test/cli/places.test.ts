import { describe, expect, test } from 'vitest';
import type { Places } from '#lib/use-cases/insight/compare/place-people.ts';
import { lowFigures, lowFiguresInText } from '#test/insight/low-figures.ts';
import { patron } from './command-line.ts';
import { oneVisit, richShop } from './rich-shop.ts';

const { path, write, store } = richShop();

const told = async (...args: readonly string[]): Promise<Places> => {
  const { status, stdout, stderr } = await patron(['places', '--store', store, '--json', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const places = JSON.parse(stdout) as Places;
  expect(lowFigures(places, { minimum: 20, exact: ['members'] })).toEqual([]);
  return places;
};

describe('patron places', () => {
  test('names the places where members are more often than others', async () => {
    const places = await told('--segment', 'rich');
    expect(places).toMatchObject({ segment: 'rich', with: 'rest', members: 60, others: 240 });
    expect(places.lines).toMatchObject([
      { level: 'city', place: 'Leeds', direction: 'more', members: 30, known: 60, share: 0.5, confirmedOnHalf: true },
    ]);
  });

  test('lists the places of everybody where no segment is named', async () => {
    const { lines, ...rest } = await told();
    expect(rest).toMatchObject({ members: 300, byDefinition: [] });
    expect(lines).toMatchObject([
      { level: 'country', place: 'GB', members: { above: 280 }, known: 300 },
      { level: 'city', place: 'Town 1', members: 75, known: 300, share: 0.25 },
      { level: 'city', place: 'Town 3', members: 75 },
      { level: 'city', place: 'Town 0', members: 60 },
      { level: 'city', place: 'Town 2', members: 60 },
      { level: 'city', place: 'Leeds', members: 30 },
    ]);
  });

  test('finds no place where a segment is defined by one', async () => {
    expect(await told('--segment', 'of-leeds')).toMatchObject({ byDefinition: ['geographic.city'], lines: [] });
    const { stdout } = await patron(['places', '--store', store, '--segment', 'of-leeds']);
    expect(stdout).toContain('Where they live is what tells them apart by definition');
  });

  test('tells it in words', async () => {
    const { stdout } = await patron(['places', '--store', store, '--segment', 'rich']);
    expect(stdout).toMatch(/^Rich: 60 members, compared with 240 \(all others\)\n/);
    expect(stdout).toMatch(/city +Leeds +50% +few +30 of 60\n/);
    expect(lowFiguresInText(stdout, 20)).toEqual([]);
    const { stdout: all } = await patron(['places', '--store', store]);
    expect(all).toMatch(/^Where 300 people live, as far as is known\n/);
    expect(all).toMatch(/country +GB +nearly all +all but a few of 300\n/);
  });

  test('says what is missing, and of a small segment its size alone', async () => {
    const { lines, members } = await told('--segment', 'few');
    expect({ lines, members }).toEqual({ lines: undefined, members: 10 });
    const file = write('one.jsonl', `${oneVisit}\n`);
    await patron(['replay', '--events', file, '--out', path('bare'), '--store', path('bare.sqlite')]);
    const args = ['places', '--store', path('bare.sqlite')];
    expect((await patron(args)).stdout).toContain('Where they live is told of no fewer than 20 people.\n');
    expect((await patron([...args, '--question', 'satisfied'])).stdout).toContain(
      'There is no answer: nobody has given feedback with a score.\n',
    );
  });

  test.each([
    ['an unknown segment', ['--segment', 'rch'], /current value is "rch" \(the nearest is rich\)/],
    [
      'a segment and a question',
      ['--segment', 'rich', '--question', 'best'],
      /exactly one of --segment and --question/,
    ],
  ])('refuses %s in one line', async (_what, args, reason) => {
    const { status, stdout, stderr } = await patron(['places', '--store', store, ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(reason);
  });
});
