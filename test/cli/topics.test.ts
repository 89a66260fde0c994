import { describe, expect, test } from 'vitest';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const said = (customerId: string, text: string, rest: object = {}): string => {
  const time = '2027-03-01T00:00:00Z';
  const detail = { eventId: 'e-1', customerId, occurredAt: time, kind: 'review', text, ...rest };
  return JSON.stringify({ time, source: 'shop', 'detail-type': 'FeedbackGiven', detail });
};

const events = write(
  'events.jsonl',
  [said('ada', 'It never came!'), said('bob', 'Lovely.'), said('cleo', 'It never came.', { topics: ['fit'] })].join(
    '\n',
  ),
);

const segments = [{ key: 'waiting', when: { trait: 'feedback.topics', is: { contains: 'delivery' } } }];
const plain = write('plain.json', JSON.stringify({ currency: 'GBP', segments }));
const withTopics = (terms: readonly string[]) =>
  write(`${terms.join('-')}.json`, JSON.stringify({ currency: 'GBP', topics: { delivery: terms }, segments }));

const replayed = async (catalogue: string, out: string): Promise<void> => {
  const { status } = await patron(['replay', '--events', events, '--segments', catalogue, '--out', path(out)]);
  expect(status).toBe(0);
};

const planned = async (catalogue: string, store: string): Promise<unknown> => {
  const { stdout } = await patron(['plan', '--segments', catalogue, '--from', path(store), '--json']);
  return JSON.parse(stdout).segments[0];
};

describe('topics of a catalogue', () => {
  test('are another catalogue: plan says who would enter, and changed terms who would leave', async () => {
    await replayed(plain, 'plain');
    const topics = withTopics(['Never came']);
    expect(await planned(topics, 'plain')).toMatchObject({
      definition: 'redefined',
      before: 0,
      after: 1,
      samples: { entering: [{ customerId: 'ada' }] },
    });
    await replayed(topics, 'topics');
    expect(await planned(topics, 'topics')).toMatchObject({ definition: 'unchanged', before: 1, after: 1 });
    expect(await planned(withTopics(['late']), 'topics')).toMatchObject({ before: 1, after: 0, leaving: 1 });
  });

  test('are found again when the ledger is folded again, and explained', async () => {
    await replayed(withTopics(['never came']), 'again');
    const rebuilt = await patron(['rebuild', '--all', '--check', '--store', path('again')]);
    expect(rebuilt).toMatchObject({ status: 0, stderr: '' });
    const { stdout } = await patron(['explain', '--customer', 'ada', '--store', path('again')]);
    expect(stdout).toContain('"delivery"');
  });

  test('are no fault of a store in which nobody has them yet', async () => {
    await replayed(plain, 'before');
    const topics = withTopics(['never came']);
    const { stdout } = await patron(['check', '--segments', topics, '--from', path('before')]);
    expect(stdout).toMatch(/^In .*\bbefore/m);
    expect(stdout).not.toContain('nobody has');
  });
});
