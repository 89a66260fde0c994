import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueFaults } from '#lib/core/segments/check/check-catalogue.ts';
import { catalogueJsonSchema } from '#lib/core/segments/check/json-schema.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { languageExamples } from '#test/core/segments/language-examples.ts';
import { refusedCatalogues } from '#test/core/segments/refused-catalogues.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';

const schema = catalogueJsonSchema();
const fits = new Ajv({ strictTypes: false }).compile(schema);

/**
 * The faults that the JSON Schema does not tell: it compares no two places, no numbers of a list and no lengths of time, and knows
 * neither the calendar nor what a window has room for.
 */
const untold = [
  'a segment that is not there',
  'a segment that refers to itself',
  'a duplicate key',
  'a circle of three',
  'thresholds that do not ascend',
  'more events in a window than are kept',
  'more values in a window than are kept',
  'long texts of which a window would keep 256',
  'more events between than are kept',
  'a window of two ends whose first is not the longer',
  'a short window that lies far back',
  'periods against their order',
  'a day that there is not',
  'a window that ends where it begins',
  'a window that ends before it begins, in two offsets',
  'the same of a field that one does not have',
  'a computed trait that is not there',
  'a computed trait that is not there, in a value',
  'a computed trait of itself',
  'a computed trait of what is not there',
  'a computed trait to publish that is not there',
  'a zone that is not there',
  'a zone in small letters',
  'a model of a date',
  'no time as the unit',
  'tiers in reverse',
  'percentiles that fall',
  'a percentile without a model',
  'a percentile that the model lacks',
  'two predictions in a value',
  'the same prediction twice in a value',
  'a prediction beside another trait',
  'a prediction beside an aggregate',
  'a moving value that equals a number',
  'a computed trait of two predictions',
  'a computed trait of a prediction beside another trait',
  'more than 100,000 gaps between orders a year',
  'a computed trait of a prediction that equals a number',
  'a length of days that are made of a prediction',
];

describe('docs/schemas/catalogue.json', () => {
  test('is what the checks say; npm run docs:schemas writes it', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../docs/schemas/catalogue.json');
  });

  test('accepts the catalogue that comes with Patron, and one with notes', () => {
    expect(fits(defaultCatalogue)).toBe(true);
    const note = { 'x-note': 'for us' };
    const segments = [{ ...note, key: 'a', when: { ...note, performed: 'VisitMade' } }];
    expect(fits({ ...note, $schema: 'catalogue.json', currency: 'GBP', segments })).toBe(true);
  });

  test.each(languageExamples)('accepts $name', ({ json }) => {
    expect(catalogueFaults(json)).toEqual([]);
    expect(fits(json)).toBe(true);
  });

  test('accepts every catalogue that the checks accept', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, (catalogue) => {
        expect(catalogueFaults(catalogue)).toEqual([]);
        expect(fits(catalogue)).toBe(true);
      }),
    );
  });

  test('refuses what the checks refuse, but for what no JSON Schema can tell', () => {
    const accepted = refusedCatalogues.filter(({ json }) => fits(json)).map(({ fault }) => fault);
    expect(accepted.toSorted()).toEqual(untold.toSorted());
  });
});
