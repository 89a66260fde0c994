import { describe, expect, test } from 'vitest';
import { personOf, type PersonIds } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { wordsSaid, type WordsFound } from '#lib/use-cases/insight/words.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { arrivalOf, embedded, erasure, inMemory, linking, noon, type Entry } from '../given.ts';

const catalogue = compile({
  currency: 'GBP',
  segments: [{ key: 'critics', when: { trait: 'feedback.satisfaction', is: { lt: 0.5 } } }],
});

const feedback = (text: string, score: number): Entry => ({
  source: 'shop',
  'detail-type': 'FeedbackGiven',
  detail: { kind: 'csat', text, score },
});

const customer = (id: string, index: number): PersonIds => ({ customerId: `${id}-${index}` });

const crowd = (count: number, id: string): readonly PersonIds[] =>
  Array.from({ length: count }, (_, index) => customer(id, index));

/** Twelve unhappy people, of whom five wrote as visitors, were linked and wrote again; twelve happy ones; four who are erased. */
const fill = async (store: CustomerStore): Promise<void> => {
  const { deps } = embedded({ store, catalogue });
  let events = 0;
  const take = async (ids: PersonIds, entry: Entry): Promise<void> => {
    events += 1;
    const detail = { ...entry.detail, ...ids, eventId: `e-${events}`, occurredAt: new Date(noon).toISOString() };
    await updateCustomer(deps, personOf(ids), [arrivalOf({ ...entry, detail }, noon + events)]);
  };
  for (const ids of crowd(7, 'sad')) await take(ids, feedback('the lid leaks', 1));
  for (const [index, ids] of crowd(5, 'linked').entries()) {
    const anonymousId = `phone-${index}`;
    await take({ anonymousId }, feedback('my lid leaks', 2));
    await take(ids, feedback('the lid LEAKS', 1));
    await take({ ...ids, anonymousId }, linking(`linked-${index}`, anonymousId));
  }
  for (const ids of crowd(12, 'glad')) await take(ids, feedback('the handle pleases', 5));
  for (const ids of crowd(4, 'gone')) {
    await take(ids, feedback('the handle pleases', 5));
    await take(ids, erasure());
  }
};

describe.each([
  ['an embedded store', () => openEmbeddedStore()],
  ['a table', inMemory],
])('wordsSaid() of %s', (_name, open) => {
  const found = async (minimum: number, key?: string): Promise<WordsFound> => {
    const store = open();
    await fill(store);
    return wordsSaid({ store, catalogue, minimum, everybody: () => everybody(store) }, key);
  };

  test('counts a linked visitor with their customer, and nobody who was erased', async () => {
    const { lines, languages } = await found(12);
    expect(lines?.map(({ term, unhappy, happy, people }) => ({ term, unhappy, happy, people }))).toEqual([
      { term: 'lid leaks', unhappy: 1, happy: 0, people: 12 },
      { term: 'handle pleases', unhappy: 0, happy: 1, people: 12 },
    ]);
    expect(languages).toEqual(['en']);
    expect((await found(13)).lines).toEqual([]);
  });

  test('reads the members of a segment alone', async () => {
    expect(await found(5, 'critics')).toMatchObject({
      segment: 'critics',
      members: 12,
      byDefinition: ['feedback.satisfaction'],
      missing: expect.stringContaining('a happy text'),
    });
  });

  test('says what is missing where nobody has written anything', async () => {
    const store = open();
    const nothing = await wordsSaid({ store, catalogue, minimum: 20, everybody: () => everybody(store) });
    expect(nothing).toMatchObject({ lines: [], questions: { people: { below: 20 }, lines: [] } });
    expect(nothing.missing).toBe(
      'fewer than 20 people have written an unhappy text (a score of at most a quarter of its scale), and fewer than 20 a happy text (a score of at least three quarters of its scale)',
    );
  });
});
