import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '#events/incoming-event.ts';
import type { MeasureState } from '#lib/core/measures/measure.ts';
import type { Measure } from '#lib/core/segments/compile/measure.ts';
import { readMeasure } from './read-measure.ts';

const start = Date.UTC(2027, 0, 1);

const said = (eventId: string, detail: object): IncomingEvent => ({
  type: 'FeedbackGiven',
  detail: {
    eventId,
    customerId: 'ann',
    occurredAt: '2027-01-01T00:00:00Z',
    kind: 'chat',
    scale: { min: 1, max: 5 },
    ...detail,
  },
});

const valueOf = (measure: Measure, events: readonly IncomingEvent[]): unknown => {
  const state = events.reduce<MeasureState | undefined>(
    (before, event) => measure.fold(before, { event, t: start, clock: start }),
    undefined,
  );
  return measure.valueAt(state, start);
};

const texts = (atMost: number): Measure =>
  readMeasure({ name: 'list', field: 'text', atMost }, { performed: 'FeedbackGiven' });

describe('a list of texts', () => {
  test.each([
    ['no more than 256 code units', 'x'.repeat(256), 'x'.repeat(256)],
    ['256 code units of more', 'x'.repeat(300), 'x'.repeat(256)],
    ['255 of them where a pair would be split', `${'x'.repeat(255)}\u{1F600}y`, 'x'.repeat(255)],
    ['a pair that ends with them', `${'x'.repeat(254)}\u{1F600}y`, `${'x'.repeat(254)}\u{1F600}`],
    ['half a pair that is not one', `${'x'.repeat(255)}\ud83dy`, `${'x'.repeat(255)}\ud83d`],
  ])('shows %s', (_, text, shown) => {
    expect(valueOf(texts(5), [said('a', { text })])).toEqual([shown]);
  });

  test('tells texts apart by what was cut off', () => {
    const [one, other] = [`${'x'.repeat(256)}1`, `${'x'.repeat(256)}2`];
    const all = [said('a', { text: one }), said('b', { text: other }), said('c', { text: one })];
    expect(valueOf(texts(5), all)).toEqual(['x'.repeat(256), 'x'.repeat(256)]);
    expect(valueOf(texts(5), [...all, said('d', { text: 'x'.repeat(256) })])).toHaveLength(3);
  });
});

describe('the latest events', () => {
  const latest = readMeasure(
    { name: 'latest', fields: ['kind', 'custom.a', 'custom.b', 'custom.c', 'custom.d'], atMost: 1 },
    { performed: 'FeedbackGiven' },
  );
  const shownWith = (custom: object): object => {
    const [element] = valueOf(latest, [said('a', { custom })]) as readonly object[];
    return element as object;
  };

  test('have their time and id, and the fields that are there, as named', () => {
    expect(JSON.stringify(shownWith({ b: 7 }))).toBe(
      '{"at":"2027-01-01T00:00:00.000Z","eventId":"a","kind":"chat","custom.b":7}',
    );
  });

  test('lose the fields that are named last until they fit 2,048 bytes', () => {
    const wide = '€'.repeat(256);
    expect(Object.keys(shownWith({ a: wide, b: wide, c: wide, d: 1 }))).toEqual([
      'at',
      'eventId',
      'kind',
      'custom.a',
      'custom.b',
    ]);
  });

  test('fit 2,048 bytes exactly, and no more', () => {
    const wide = '€'.repeat(256);
    const sized = (last: number): object => shownWith({ a: wide, b: wide, c: 'x'.repeat(200), d: 'x'.repeat(last) });
    const rest = 2_048 - Buffer.byteLength(JSON.stringify(sized(1))) + 1;
    expect(Buffer.byteLength(JSON.stringify(sized(rest)))).toBe(2_048);
    expect(sized(rest)).toHaveProperty(['custom.d']);
    expect(sized(rest + 1)).not.toHaveProperty(['custom.d']);
    expect(sized(rest + 1)).toHaveProperty(['custom.c']);
  });
});

describe('the most frequent value', () => {
  const frequent = readMeasure({ name: 'mostFrequent', field: 'custom.value' }, { performed: 'FeedbackGiven' });
  const mostFrequentOf = (...values: readonly unknown[]): unknown =>
    valueOf(
      frequent,
      values.map((value, index) => said(`e${String(index)}`, { custom: { value } })),
    );

  test('is, of equally frequent ones, a number, then the smaller text, then false', () => {
    expect(mostFrequentOf(true, false)).toBe(false);
    expect(mostFrequentOf(true, 'true', false)).toBe('true');
    expect(mostFrequentOf('b', 'a', 'B')).toBe('B');
    expect(mostFrequentOf('10', '9')).toBe('10');
    expect(mostFrequentOf('1', 10, 9)).toBe(9);
    expect(mostFrequentOf('1', 10, 9, '1')).toBe('1');
    expect(mostFrequentOf()).toBeUndefined();
  });
});
