import { describe, expect, test } from 'vitest';
import { insightOptions, withPeople } from '#cli/insight/insight-options.ts';
import { survey } from '#lib/core/insight/survey.ts';
import { accumulate } from '#lib/use-cases/insight/accumulate.ts';
import { chosenSegment } from '#lib/use-cases/insight/chosen-segment.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { withStore } from '#cli/input/store-options.ts';
import { shop } from './shop.ts';

const { store } = shop();

const silent = { print: () => {}, printError: () => {}, style: (_format: string, text: string) => text };

describe('withPeople()', () => {
  test('reads everybody with a profile: no linked visitor and nobody who was erased, at the latest clock', async () => {
    await withPeople({ store, min: undefined }, silent, async (people) => {
      const { now, sample, people: count } = await accumulate(people.everybody, survey);
      expect(new Date(now).toISOString()).toBe('2026-03-01T12:00:00.000Z');
      expect({ count, minimum: people.minimum, segments: people.catalogue.segments.length }).toEqual({
        count: 4,
        minimum: 20,
        segments: 3,
      });
      expect(sample.map(({ person }) => person).sort()).toEqual(['A#tablet', 'C#ann', 'C#bob', 'C#cleo']);
    });
  });

  test('reads the same people through the port that a table has', async () => {
    const kept = withStore(
      { store },
      {
        kept: async (opened) => accumulate(() => everybody(opened.store), survey),
        table: async () => undefined,
      },
    );
    await withPeople({ store, min: 5 }, silent, async (people) => {
      expect(await kept).toEqual(await accumulate(people.everybody, survey));
    });
  });

  test('refuses an unknown segment with the nearest key', async () => {
    await withPeople({ store, min: 5 }, silent, async ({ catalogue }) => {
      expect(chosenSegment(catalogue, 'recent').name).toBe('Recent buyers');
      expect(() => chosenSegment(catalogue, 'recnt')).toThrow(
        'Cannot use --segment as a segment of the catalogue: current value is "recnt" (the nearest is recent)',
      );
      expect(() => chosenSegment(catalogue, 'x-y-z', '--with')).toThrow('(there are recent, regulars, visitors)');
    });
  });
});

const read = (text: string) => insightOptions.min.read(text, { command: 'compare', name: 'min' });

describe('--min', () => {
  test('takes 5 and more', () => {
    expect([read('5'), read('20')]).toEqual([5, 20]);
  });

  test.each(['4', '5.5', '', 'few'])('refuses %j', (text) => {
    expect(() => read(text)).toThrow(`Cannot use --min as a whole number of at least 5: current value is "${text}"`);
  });
});
