import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Persona } from '#lib/use-cases/insight/personas.ts';
import { lowFigures, lowFiguresInText } from '#test/insight/low-figures.ts';
import { runCommandLine } from '#cli/command/run.ts';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const day = 86_400_000;
const end = Date.UTC(2026, 2, 1);

interface Detail {
  readonly customerId: string;
  readonly [field: string]: unknown;
}

let events = 0;
const entry = (type: string, daysBefore: number, detail: Detail) => {
  events += 1;
  const time = new Date(end - daysBefore * day).toISOString();
  const whole = { eventId: `e-${events}`, occurredAt: time, ...detail };
  return { time, source: 'shop.test', 'detail-type': type, detail: whole };
};

const purchase = (customerId: string, daysBefore: number, total: number) =>
  entry('PurchaseMade', daysBefore, {
    customerId,
    orderId: `o-${events}`,
    currency: 'GBP',
    total,
    items: [{ sku: 's', quantity: 1, unitPrice: total, category: 'toys' }],
  });

/** Every second of the rich is unhappy and says why, the others are happy. */
const feedback = (customerId: string, index: number) =>
  entry('FeedbackGiven', 40, {
    customerId,
    kind: 'csat',
    score: index % 2 === 0 ? 1 : 5,
    text: index % 2 === 0 ? 'The parcel never arrived' : 'What a lovely shop',
    topics: [index % 2 === 0 ? 'delivery' : 'staff'],
  });

/** 300 customers, of whom the first 100 are rich women of 33 to 57. */
const customer = (index: number) => {
  const customerId = `c-${index}`;
  const isRich = index < 100;
  return [
    purchase(customerId, 100 - (index % 50), (isRich ? 500_00 : 20_00) + index),
    ...(isRich ? [purchase(customerId, 20 + (index % 10), 100_01), feedback(customerId, index)] : []),
    entry('CustomerDescribed', 90, {
      customerId,
      via: 'crm',
      traits: {
        demographic: { gender: isRich ? 'female' : 'male', birthYear: 2026 - (isRich ? 33 : 20) - (index % 25) },
        ...(index % 4 > 0 && { geographic: { country: 'GB', city: index % 4 === 1 ? 'Leeds' : 'York' } }),
      },
    }),
  ];
};

const catalogue = {
  currency: 'GBP',
  segments: [
    { key: 'rich', name: 'Rich', when: { trait: 'orders.revenue', is: { gte: 500_00 } } },
    { key: 'poor', when: { not: { segment: 'rich' } } },
    { key: 'few', when: { trait: 'orders.revenue', is: { gte: 600_91 } } },
    { key: 'men', name: 'Men', when: { trait: 'demographic.gender', is: { eq: 'male' } } },
  ],
};

const store = path('shop.sqlite');

const replayed = async (name: string, lines: readonly { readonly time: string }[]): Promise<string> => {
  const sorted = lines.toSorted((one, other) => (one.time < other.time ? -1 : 1));
  const file = write(`${name}.jsonl`, sorted.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const segments = write('segments.json', JSON.stringify(catalogue));
  const args = ['--events', file, '--segments', segments, '--out', path(`${name}-out`), '--store', path(name)];
  const { stderr } = await patron(['replay', ...args]);
  if (stderr !== '') throw new Error(stderr);
  return path(name);
};

beforeAll(() => replayed('shop.sqlite', Array.from({ length: 300 }, (_, index) => customer(index)).flat()));

interface Output {
  readonly personas: readonly Persona[];
}

const printed = async (...args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await patron(['persona', '--store', store, ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

const told = async (...args: readonly string[]): Promise<Output> => {
  const output = JSON.parse(await printed('--json', ...args)) as Output;
  const minimum = args.includes('--min') ? Number(args.at(-1)) : 20;
  expect(lowFigures(output, { minimum, exact: ['members', 'personas.0.members'] })).toEqual([]);
  return output;
};

/** What the command prints on a terminal of so many columns. */
const shownOn = async (columns: number, ...args: readonly string[]): Promise<string> => {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const terminal = { print, printError: print, columns, style: (_format: string, line: string) => line };
  expect(await runCommandLine(['persona', '--store', store, ...args], terminal)).toBe(0);
  return lines.join('\n');
};

describe('patron persona', () => {
  test('draws the members of a segment', async () => {
    const { personas, ...output } = await told('--segment', 'rich');
    expect(output).toEqual({ segment: 'rich', members: 100, others: 200, byDefinition: ['orders.revenue'] });
    expect(personas).toHaveLength(1);
    const [persona] = personas;
    expect(persona).toMatchObject({
      segment: 'rich',
      title: 'Rich',
      byDefinition: ['orders.revenue'],
      name: 'Loyal Lena',
      asOf: '2026-02-09T00:00:00.000Z',
      share: 1 / 3,
      revenue: { amount: 100 * 600_01 + 4950, share: (100 * 600_01 + 4950) / (100 * 600_01 + 200 * 20_00 + 44_850) },
      demographics: [
        { trait: 'demographic.age', median: 45, range: [39, 51], known: 100 },
        { trait: 'demographic.gender', value: 'female', members: { above: 80 }, known: 100 },
      ],
      geographics: [
        { trait: 'geographic.country', value: 'GB', members: { above: 55 }, known: 75 },
        { trait: 'geographic.city', value: 'York', share: 2 / 3, members: 50, known: 75 },
        { trait: 'geographic.city', value: 'Leeds', share: 1 / 3, members: 25, known: 75 },
      ],
      psychographics: [],
      goals: [],
      channels: [],
      notKnown: [
        { part: 'psychographics', says: 'not known of any member' },
        { part: 'goals', says: 'not known of any member' },
        { part: 'channels', says: 'not known of any member' },
      ],
    });
    expect(persona?.behaviour).toContainEqual({ trait: 'orders.count', median: 2, range: [2, 2], known: 100 });
    expect(persona?.behaviour).toContainEqual(
      expect.objectContaining({ trait: 'orders.lastAt', unit: 'daysAgo', median: 4, range: [2, 7] }),
    );
    expect(persona?.standsOut).toContainEqual(
      expect.objectContaining({ trait: 'demographic.gender', value: 'female' }),
    );
    expect(persona?.standsOut?.map(({ trait }) => trait)).not.toContain('orders.revenue');
  });

  test('tells what annoys the unhappy among them, by topics and in their words', async () => {
    const [persona] = (await told('--segment', 'rich')).personas;
    expect(persona?.painPoints).toContainEqual({
      trait: 'feedback.topics',
      value: 'delivery',
      among: 'unhappy',
      members: { above: 30 },
      known: 50,
    });
    expect(JSON.stringify(persona?.painPoints)).not.toContain('staff');
    expect(persona?.unhappyWords?.map(({ term }) => term)).toEqual(['parcel never arrived']);
  });

  test('draws up to three, each with a name of its own', async () => {
    const { personas, ...output } = await told('--segment', 'men', '--segment', 'rich', '--segment', 'poor');
    expect(output).toEqual({ byDefinition: ['demographic.gender', 'orders.revenue'] });
    expect(personas.map(({ segment }) => segment)).toEqual(['men', 'rich', 'poor']);
    expect(new Set(personas.map(({ name }) => name)).size).toBe(3);
  });

  test('tells of fewer members than the minimum how many they are alone', async () => {
    const { personas } = await told('--segment', 'few');
    expect(personas).toEqual([
      {
        segment: 'few',
        byDefinition: ['orders.revenue'],
        asOf: '2026-02-09T00:00:00.000Z',
        members: 10,
        others: 290,
        share: 10 / 300,
      },
    ]);
    const text = await printed('--segment', 'few');
    expect(text).toContain('few: 10 members, 3.3% of everybody.\n');
    expect(text).toContain('What they are like is told of no fewer than 20 members.\n');
    expect((await told('--segment', 'few', '--min', '10')).personas[0]?.name).toBeDefined();
  });

  test('tells of a store without people that there are no members', async () => {
    const empty = await replayed('empty.sqlite', []);
    const { status, stdout } = await patron(['persona', '--store', empty, '--segment', 'rich', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ members: 0, others: 0, personas: [{ segment: 'rich', members: 0 }] });
  });

  test('puts it into words', async () => {
    const text = await printed('--segment', 'rich');
    expect(text).toMatch(
      /^Loyal Lena\nBy definition: customers whose revenue after refunds is at least 500.00 GBP.\nRich: 100 members, 33.3% of everybody, with 93.2% of all revenue \(60,050.50\nGBP\).\n/,
    );
    expect(text).toMatch(/\n {2}age {2,}45 {2}half 39 to 51 {2,}all\n/);
    expect(text).toMatch(/\n {2}gender: female {2,}nearly all {2,}all\n/);
    // It is known of 75: that more than 55 of them have it does not make them nearly all.
    expect(text).toMatch(/\n {2}country: GB {2,}56 or more {2,}75%\n/);
    expect(text).toMatch(/\n {2}city: York {2,}67% {2}55% to 76% {2,}75%\n/);
    expect(text).toContain('\nPsychographics\n  not known of any member\n');
    expect(text).toContain('\nNot known of any member: psychographics, goals and channels.\n');
    expect(text).toMatch(/\nChecked: of \d+ lines? found on one half of the people, .* on the other\.\n/);
    expect(lowFiguresInText(text, 20)).toEqual([]);
  });

  test.each([60, 80, 120])('keeps within %i columns, with every range', async (columns) => {
    const lines = (await shownOn(columns, '--segment', 'rich')).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    const age = lines.find((line) => line.startsWith('  age'));
    expect(age).toContain(columns < 100 ? 'half 39 to 51' : 'half of them 39 to 51');
  });

  test('writes Markdown', async () => {
    const file = path('cards.md');
    await printed('--segment', 'rich', '--segment', 'men', '--out', file);
    const markdown = readFileSync(file, 'utf8');
    expect(markdown.match(/^# .+$/gm)).toEqual(['# Loyal Lena', expect.stringMatching(/^# /)]);
    expect(markdown).toContain('| age | 45 | half of them 39 to 51 | all |\n');
    expect(markdown).toContain('## Goals\n\nnot known of any member\n');
  });
});

describe('patron persona refuses', () => {
  const four = ['rich', 'poor', 'few', 'men'].flatMap((key) => ['--segment', key]);

  test.each([
    [
      'four segments',
      four,
      'Cannot use --segment as one to 3 different segments (more personas confuse): current value is "rich", "poor", "few", "men"',
    ],
    [
      'one segment twice',
      ['--segment', 'rich', '--segment', 'rich'],
      'Cannot use --segment as one to 3 different segments (more personas confuse): current value is "rich", "rich"',
    ],
    [
      'an unknown segment beside a known one',
      ['--segment', 'rich', '--segment', 'pour'],
      'Cannot use --segment as a segment of the catalogue: current value is "pour" (the nearest is poor)',
    ],
    ['no segment', [], '--segment KEY... is missing; patron persona --help explains'],
    [
      'a minimum below 5',
      ['--segment', 'rich', '--min', '4'],
      'Cannot use --min as a whole number of at least 5: current value is "4"',
    ],
  ])('%s', async (_what, args, complaint) => {
    expect(await patron(['persona', '--store', store, ...args])).toEqual({
      status: 1,
      stdout: '',
      stderr: `patron persona: ${complaint}\n`,
    });
  });

  test('to write over the store', async () => {
    const { status, stderr } = await patron(['persona', '--store', store, '--segment', 'rich', '--out', store]);
    expect(status).toBe(1);
    expect(stderr).toContain('they are the same file');
  });
});
