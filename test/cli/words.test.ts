import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WordsFound } from '#lib/use-cases/insight/words.ts';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

let written = 0;

const feedback = (who: object, text: string, rest: object): string => {
  written += 1;
  const time = '2027-03-01T09:00:00Z';
  const detail = { eventId: `e-${written}`, occurredAt: time, kind: 'nps', text, ...who, ...rest };
  return JSON.stringify({ time, source: 'shop', 'detail-type': 'FeedbackGiven', detail });
};

const customers = (count: number, prefix: string): readonly object[] =>
  Array.from({ length: count }, (_, index) => ({ customerId: `${prefix}-${index}` }));

/** On a scale from 0 to 10, 2.5 is the last unhappy score and 7.5 the first happy one. */
const lines = [
  ...customers(30, 'sad').flatMap((who) => [
    feedback(who, 'It NEVER arrived.', { score: 2.5 }),
    feedback(who, 'It never arrived here', { score: 0 }),
  ]),
  ...customers(80, 'glad').map((who) => feedback(who, 'Ä lovely teapot of theirs', { score: 7.5 })),
  ...customers(30, 'between').map((who) => feedback(who, 'Middling thing', { score: 5 })),
  ...customers(25, 'asking').map((who) => feedback(who, 'Well. When will the refund come?', {})),
  ...customers(19, 'few').map((who) => feedback(who, 'The lid leaks', { score: 1 })),
];

const segments = [
  { key: 'critics', name: 'Critics', when: { trait: 'feedback.satisfaction', is: { lte: 0.25 } } },
  { key: 'nobody', when: { trait: 'orders.count', is: { gte: 1 } } },
];

const words = async (...args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await patron(['words', '--store', path('shop'), ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

const found = async (...args: readonly string[]): Promise<WordsFound> =>
  JSON.parse(await words('--json', ...args)) as WordsFound;

describe('patron words', () => {
  beforeAll(async () => {
    const events = write('events.jsonl', lines.join('\n'));
    const catalogue = write('old.json', JSON.stringify({ currency: 'GBP', topics: { tea: ['teapot'] }, segments }));
    await patron(['replay', '--events', events, '--segments', catalogue, '--out', path('shop')]);
  });

  test('tells the terms of unhappy and happy texts, and what is asked', async () => {
    expect(await found()).toEqual({
      asOf: '2027-03-01T09:00:00.000Z',
      byDefinition: [],
      languages: ['en'],
      lines: [
        { term: 'lovely teapot', unhappy: 0, happy: 1, z: -8.08, people: 80 },
        { term: 'never arrived', unhappy: 0.7595, happy: 0, z: 6.38, people: 30 },
      ],
      questions: {
        people: 25,
        share: 0.1168,
        lines: [{ term: 'refund', asking: 1, others: 0, z: expect.any(Number), people: 25 }],
      },
    });
  });

  test('tells of no term that fewer than the minimum used, and quotes nobody', async () => {
    const all = await words('--json');
    for (const word of ['leaks', 'lid', 'middling']) expect(all.toLowerCase()).not.toContain(word);
    expect(await words('--json', '--min', '19')).toContain('leaks');
  });

  test('reads only the members of a segment, and says what is missing', async () => {
    expect(await found('--segment', 'critics')).toEqual({
      segment: 'critics',
      members: 49,
      asOf: '2027-03-01T09:00:00.000Z',
      byDefinition: ['feedback.satisfaction'],
      languages: ['en'],
      lines: [],
      questions: { people: { below: 20 }, lines: [] },
      missing: 'fewer than 20 people have written a happy text (a score of at least three quarters of its scale)',
    });
  });

  test('tells of a segment that is smaller than the minimum nothing but its size', async () => {
    expect(await found('--segment', 'nobody')).toEqual({
      segment: 'nobody',
      members: 0,
      asOf: '2027-03-01T09:00:00.000Z',
      byDefinition: ['orders.count'],
    });
    expect(await words('--segment', 'nobody')).toContain('nobody (0 members)');
  });

  test('puts it into words for people', async () => {
    expect(await words()).toBe(`Words of everybody, until 1 March 2027 at 09:00:00 UTC, in English

Unhappy people write
term           unhappy texts  happy texts  people
never arrived          75.9%         0.0%      30

Happy people write
term           unhappy texts  happy texts  people
lovely teapot           0.0%       100.0%      80

Questions
25 people ask something, in 11.7% of all texts.
term    questions  other texts  people
refund     100.0%         0.0%      25
`);
  });

  test('writes the catalogue with topics that check accepts and people get', async () => {
    const file = path('topics.json');
    expect(await words('--as-topics', file)).toContain(`${file} holds the catalogue with 3 topics.`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      currency: 'GBP',
      topics: { tea: ['teapot'], 'never arrived': ['never arrived'], 'lovely teapot': ['lovely teapot'] },
      segments,
    });
    expect(await patron(['check', '--segments', file])).toMatchObject({ status: 0 });
    await patron(['replay', '--events', path('events.jsonl'), '--segments', file, '--out', path('again')]);
    const profiles = readFileSync(`${path('again')}/profiles.jsonl`, 'utf8').split('\n');
    const topicsOf = (id: string): unknown =>
      JSON.parse(profiles.find((line) => line.includes(id)) ?? '').traits.feedback;
    expect(topicsOf('sad-0')).toMatchObject({ topics: ['never arrived'], topicCounts: [{ count: 2 }] });
    expect(topicsOf('glad-0')).toMatchObject({ topics: ['lovely teapot', 'tea'] });
    expect(topicsOf('few-0')).not.toHaveProperty('topics');
  });

  test('refuses an unknown segment, and to write over the store', async () => {
    const refused = async (...args: readonly string[]): Promise<string> =>
      (await patron(['words', '--store', path('shop'), ...args])).stderr;
    expect(await refused('--segment', 'critic')).toBe(
      'patron words: Cannot use --segment as a segment of the catalogue: current value is "critic" (the nearest is critics)\n',
    );
    expect(await refused('--as-topics', `${path('shop')}/store.sqlite`)).toContain('they are the same file');
  });
});
