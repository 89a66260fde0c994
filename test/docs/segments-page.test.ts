import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isRecord } from '#events/is-record.ts';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { consent, described, feedback, purchase, refund, visit } from '../core/profile/events.ts';

const page = await readFile(new URL('../../docs/segments.md', import.meta.url), 'utf8');

const blocks = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]): unknown => JSON.parse(text ?? ''));
const [whole, ...examples] = blocks.filter(isRecord);
const withSegments = examples.filter((block) => 'segments' in block);
const segments = examples.filter((block) => 'key' in block) as unknown as readonly Segment[];

/** All single segments of the page in one catalogue, with a model that they may ask, and each catalogue that has segments of its own. */
const catalogues = [{ currency: 'EUR', predict: predictionModel, segments }, ...withSegments].map((source) =>
  compile(source),
);

const until = parseInstant('2028-02-01T00:00:00Z');

/** The instants at which a person enters and leaves a segment. */
const turnsIn = (key: string, events: readonly ArrivedEvent[]): readonly string[] => {
  const catalogue = catalogues.find(({ positions }) => positions.has(key)) as (typeof catalogues)[number];
  let state: CustomerState | undefined;
  const changes = events.flatMap((event) => {
    const decided = apply(catalogue, state, event);
    ({ state } = decided);
    return decided.changes;
  });
  const later = advance(catalogue, state as CustomerState, until).changes;
  return [...changes, ...later].flatMap(({ effectiveAt, changes: turns }) =>
    turns.filter(({ segment }) => segment.key === key).map(({ status }) => `${status} ${effectiveAt.slice(0, 16)}`),
  );
};

const after = (days: number): string => new Date(Date.UTC(2027, 0, 1) + days * 86_400_000).toISOString();
const item = { quantity: 1, unitPrice: 10_00 };
const euros = { currency: 'EUR' } as const;
const bought = (at: string, fields: object = {}) => purchase({ at, ...euros, ...fields });
const cart = (at: string, fields: object = {}) => visit({ at, action: 'cart', ...fields });
const born = (birthDate: string) =>
  described({
    at: '2027-01-01T00:00:00Z',
    traits: { demographic: { birthDate }, geographic: { country: 'FR', city: 'Orléans' } },
  });

/** For each segment of the page: what happened, and when somebody entered and left. */
const lives: Readonly<Record<string, readonly [events: readonly ArrivedEvent[], turns: readonly string[]]>> = {
  'young-in-france': [[born('2001-06-15')], ['entered 2027-01-01T00:00', 'exited 2027-06-15T00:00']],
  'from-orleans': [[born('2001-06-15')], ['entered 2027-01-01T00:00']],
  'birthday-this-week': [[born('2001-06-15')], ['entered 2027-06-08T00:00', 'exited 2027-06-16T00:00']],
  'searched-thrice': [
    ['01', '02', '03'].map((day) => visit({ at: `2027-03-${day}T10:00:00Z`, action: 'search' })),
    ['entered 2027-03-03T10:00', 'exited 2027-03-08T10:00'],
  ],
  'three-pairs-of-shoes': [
    [
      bought('2027-03-01T10:00:00Z', { items: [{ sku: 'a', category: 'shoes', ...item }] }),
      bought('2027-03-02T10:00:00Z', { items: ['b', 'c'].map((sku) => ({ sku, category: 'shoes', ...item })) }),
    ],
    ['entered 2027-03-02T10:00'],
  ],
  'all-full-price-no-vouchers': [
    [
      bought('2027-03-01T10:00:00Z', { couponCode: 'SPRING' }),
      bought('2027-03-02T10:00:00Z', { items: [{ sku: 'a', category: 'gift-card', ...item }] }),
      bought('2027-03-03T10:00:00Z', { items: [{ sku: 'b', category: 'shoes', ...item }] }),
    ],
    ['entered 2027-03-03T10:00'],
  ],
  'buys-at-night': [[bought('2027-03-01T21:59:59Z'), bought('2027-03-02T22:00:00Z')], ['entered 2027-03-02T22:00']],
  'bought-last-month': [[bought('2027-03-31T10:00:00Z')], ['entered 2027-04-01T00:00', 'exited 2027-05-01T00:00']],
  'back-after-a-break': [
    [bought('2027-01-01T10:00:00Z'), bought('2027-05-01T10:00:00Z'), bought('2027-05-20T10:00:00Z')],
    ['entered 2027-05-01T10:00', 'exited 2027-05-31T10:00'],
  ],
  'silent-for-twice-their-gap': [
    [bought('2027-01-01T10:00:00Z'), bought('2027-01-11T10:00:00Z')],
    ['entered 2027-01-31T10:00'],
  ],
  'contract-ends-soon': [
    [described({ at: '2027-01-01T00:00:00Z', traits: { custom: { contractEnds: '2027-07-31' } } })],
    ['entered 2027-07-01T00:00', 'exited 2027-07-31T00:00'],
  ],
  'spent-500-this-year': [
    [bought('2027-03-01T10:00:00Z', { total: 300_00 }), bought('2027-04-01T10:00:00Z', { total: 200_00 })],
    ['entered 2027-04-01T10:00', 'exited 2028-01-01T00:00'],
  ],
  'three-shopping-days': [
    ['01T10', '01T20', '02T10', '03T10'].map((time) => bought(`2027-03-${time}:00:00Z`)),
    ['entered 2027-03-03T10:00', 'exited 2027-05-30T20:00'],
  ],
  'net-spend-90': [
    [
      bought('2027-03-01T10:00:00Z', { total: 250_00 }),
      refund({ at: '2027-03-05T10:00:00Z', ...euros, amount: 100_00 }),
    ],
    ['entered 2027-03-01T10:00', 'exited 2027-03-05T10:00'],
  ],
  'cart-left-behind': [[cart('2027-03-01T10:00:00Z')], ['entered 2027-03-01T12:00', 'exited 2027-03-08T10:00']],
  'looked-not-bought': [
    [
      visit({ at: '2027-03-01T10:00:00Z', action: 'product', sku: 'a' }),
      bought('2027-03-01T11:00:00Z', { items: [{ sku: 'b', ...item }] }),
    ],
    ['entered 2027-03-02T10:00', 'exited 2027-03-15T10:00'],
  ],
  'likely-gone': [
    [0, 30, 60, 400].map((days) => bought(after(days))),
    ['entered 2027-09-11T12:51', 'exited 2028-02-05T00:00'],
  ],
  'order-expected-soon': [
    [0, 7, 14].map((days) => bought(after(days), { total: 100_00 })),
    ['entered 2027-01-25T16:11', 'exited 2027-02-01T16:11'],
  ],
  'worth-a-letter-of-40-euros': [
    [0, 7, 14].map((days) => bought(after(days), { total: 100_00 })),
    ['entered 2027-01-08T00:00', 'exited 2027-03-22T13:05'],
  ],
  'best-tenth': [
    [bought('2027-03-01T10:00:00Z', { total: 900_00 }), refund({ at: '2027-03-05T10:00:00Z', ...euros, amount: 1 })],
    ['entered 2027-03-01T10:00', 'exited 2027-03-05T10:00'],
  ],
  'loyal-without-coupons': [
    [
      bought('2027-03-01T10:00:00Z'),
      bought('2027-03-02T10:00:00Z'),
      consent({ at: '2027-03-03T10:00:00Z', purpose: 'marketing', granted: true }),
    ],
    ['entered 2027-03-03T10:00'],
  ],
  'regulars-who-agreed': [
    [
      bought('2027-03-01T10:00:00Z'),
      bought('2027-03-02T10:00:00Z'),
      consent({ at: '2027-03-03T10:00:00Z', purpose: 'marketing', granted: true }),
      consent({ at: '2027-03-09T10:00:00Z', purpose: 'marketing', granted: false }),
    ],
    ['entered 2027-03-03T10:00', 'exited 2027-03-09T10:00'],
  ],
  'waiting-for-an-answer': [
    [feedback({ at: '2027-03-01T10:00:00Z', kind: 'complaint', text: 'Where is it?' })],
    ['entered 2027-03-01T10:00', 'exited 2027-03-15T10:00'],
  ],
  'still-waiting': [
    [
      feedback({ at: '2027-03-01T10:00:00Z', text: 'Came and was broken' }),
      feedback({ at: '2027-03-02T10:00:00Z', text: 'Até hoje NAO RECEBI!' }),
    ],
    ['entered 2027-03-02T10:00'],
  ],
  'cart-with-contents': [[cart('2027-03-01T10:00:00Z')], ['entered 2027-03-01T10:00', 'exited 2027-03-08T10:00']],
  'spring-trial': [[visit({ at: '2027-03-01T10:00:00Z', customerId: 'c-9' })], ['entered 2027-03-01T10:00']],
};

describe('docs/segments.md', () => {
  test('begins with a catalogue that fits', () => {
    expect(compile(whole).calendar.timeZone).toBe('Europe/Berlin');
  });

  test('has a life here for every segment', () => {
    expect(catalogues.flatMap(({ positions }) => [...positions.keys()]).toSorted()).toEqual(
      Object.keys(lives).toSorted(),
    );
  });

  test('says of the default catalogue which of its segments require a consent', () => {
    const requiring = defaultCatalogue.segments.filter(({ requires }) => requires).map(({ key }) => key);
    expect([defaultCatalogue.requires, ...requiring]).toEqual([undefined, 'newsletter']);
    expect(page).toContain('of its segments `newsletter` alone requires\n`marketing`');
  });

  test.each(Object.entries(lives))('lets somebody enter and leave %s when it says', (key, [events, turns]) => {
    expect(turnsIn(key, events)).toEqual(turns);
  });
});
