import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '#events/incoming-event.ts';
import type { MeasureState } from '#lib/core/measures/measure.ts';
import type { Measured } from '#lib/core/segments/language/condition.ts';
import type { WindowSource } from '#lib/core/segments/language/language.ts';
import { readMeasure } from './read-measure.ts';

const day = 86_400_000;
const start = Date.UTC(2027, 0, 1);
const visits = 400;

/** What a measure may take of a profile's item of 350 KiB. */
const largestState = 250_000;

const aggregates: readonly Measured['aggregate'][] = [
  undefined,
  { name: 'sum', field: 'durationSeconds' },
  { name: 'avg', field: 'durationSeconds' },
  { name: 'min', field: 'durationSeconds' },
  { name: 'first', field: 'path' },
  { name: 'last', field: 'path' },
  { name: 'uniqueCount', field: 'path' },
  { name: 'mostFrequent', field: 'path' },
  { name: 'list', field: 'path', atMost: 20 },
  { name: 'latest', fields: ['path', 'searchTerm', 'sku', 'category', 'referrer'], atMost: 20 },
];

const windows: readonly (readonly [string, WindowSource, number])[] = [
  ['a lifetime', {}, 30 * day],
  ['a window', { within: 'P30D' }, 30 * day],
  ['all of it still to enter', { between: ['P31D', 'P30DT20H'] }, 30 * day],
  ['a day long ago', { during: { unit: 'day', from: -400, to: -399 } }, 400 * day],
];

const long = (index: number, sign: string): string => `${sign.repeat(240)}${String(index)}`;

/** A robot's visit: every text as long as it may be, in the widest of characters, and never twice the same. */
const visitOf = (index: number, t: number): IncomingEvent => ({
  type: 'VisitMade',
  detail: {
    eventId: `${'e'.repeat(58)}${String(index)}`,
    customerId: 'ann',
    occurredAt: new Date(t).toISOString(),
    action: 'page',
    path: long(index, '€'),
    searchTerm: long(index, '\u0001'),
    sku: long(index, '語'),
    category: long(index, '"'),
    referrer: long(index, '\u{1F600}').slice(0, 256),
    durationSeconds: ((index * 7919) % visits) + 0.123456789,
  },
});

const cases = aggregates.flatMap((aggregate) =>
  windows.map(([name, window, length]) => ({ kind: aggregate?.name ?? 'count', name, aggregate, window, length })),
);

describe('the state of a robot', () => {
  test.each(cases)('stays below 250 KB with $kind over $name', ({ aggregate, window, length }) => {
    const measure = readMeasure(aggregate, window);
    const half = (rest: 0 | 1): MeasureState => {
      let state: MeasureState | undefined;
      for (let index = rest; index < visits; index += 2) {
        const t = start + Math.floor((index * length) / visits);
        state = measure.fold(state, { event: visitOf(index, t), t, clock: t });
      }
      return state as MeasureState;
    };
    const [one, other] = [half(0), half(1)];
    for (const state of [one, other, measure.merge(one, other, start + length)]) {
      expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(largestState);
    }
  });
});
