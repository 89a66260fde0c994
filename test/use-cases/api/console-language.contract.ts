import { describe, expect, test } from 'vitest';
import { operatorNames } from '#lib/core/segments/language/operators.ts';
import type { ApiUnderTest } from './api.contract.ts';
import { shopCatalogue } from './shop.ts';

interface Spoken {
  readonly path: string;
  readonly operators: readonly string[];
}

interface Language {
  readonly traits: readonly Spoken[];
  readonly events: readonly { readonly type: string; readonly fields: readonly Spoken[] }[];
}

interface Check {
  readonly fits: boolean;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** Something to compare with, by the form of the operand. */
const operandOf = (name: string): unknown => {
  if (name === 'exists') return true;
  if (name === 'in' || name === 'notIn') return ['a'];
  return ['olderThan', 'newerThan', 'comingWithin', 'anniversaryIn'].includes(name) ? 'P1D' : 'a';
};

/** What the API tells the console of the language. */
export const consoleLanguageContract = (api: () => ApiUnderTest): void => {
  const check = async (body: unknown): Promise<Check> =>
    (await api().ask('POST /v1/console/check', { as: 'marketing', body })).json as Check;
  const language = async (): Promise<Language> =>
    (await api().ask('GET /v1/console/language', { as: 'marketing' })).json as Language;

  describe('GET /v1/console/language', () => {
    test('has traits, operators and events in words', async () => {
      const { traits, events } = await language();
      expect(traits.find(({ path }) => path === 'orders.revenue')).toMatchObject({
        label: 'revenue after refunds',
        group: 'orders',
        kind: 'money',
        unit: 'GBP',
        operators: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'notIn', 'exists'],
        percentiles: false,
      });
      const visits = events.find(({ type }) => type === 'VisitMade');
      expect(visits).toMatchObject({ label: 'visit', many: 'visits', each: [] });
      expect(visits?.fields.find(({ path }) => path === 'action')).toMatchObject({
        values: expect.arrayContaining(['cart']) as unknown,
      });
      expect(events.find(({ type }) => type === 'PurchaseMade')?.fields.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['total', 'items.category', 'shipTo.country', 'custom.']),
      );
    });

    test('offers only what a check takes: each trait and field with each of its operators', async () => {
      const { traits, events } = await language();
      const ofTraits = traits
        .filter(({ path }) => !path.startsWith('predicted.'))
        .map(({ path, operators }) => ({
          trait: path,
          is: Object.fromEntries(operators.map((name) => [name, operandOf(name)])),
        }));
      const ofFields = events.flatMap(({ type, fields }) =>
        fields.map(({ path, operators }) => ({
          performed: type,
          where: {
            [path.replace(/\.$/, '.own')]: Object.fromEntries(operators.map((name) => [name, operandOf(name)])),
          },
        })),
      );
      expect((await check({ when: { all: [...ofTraits, ...ofFields] } })).problems).toEqual([]);
      const offered = new Set([...traits, ...events.flatMap(({ fields }) => fields)].flatMap((each) => each.operators));
      expect([...offered].toSorted()).toEqual(operatorNames.toSorted());
    });
  });

  describe('GET /v1/console/catalogue', () => {
    test('is the catalogue in force, which a check takes', async () => {
      const { json } = await api().ask('GET /v1/console/catalogue', { as: 'marketing' });
      expect(json).toMatchObject({ hash: shopCatalogue.hash, catalogue: shopCatalogue.source });
      const { catalogue } = json as { readonly catalogue: object };
      expect(await check({ catalogue })).toMatchObject({ fits: true, segments: [{ key: 'buyer' }, {}, {}, {}] });
    });
  });

  describe('POST /v1/console/check', () => {
    test('says what a condition means, part by part', async () => {
      expect(
        await check({ when: { all: [{ segment: 'buyer' }, { not: { performed: 'VisitMade', within: 'P7D' } }] } }),
      ).toMatchObject({
        fits: true,
        problems: [],
        warnings: [{ path: '', message: expect.stringContaining('consent') as string }],
        segments: [
          {
            meaning: 'Customers who are in "Buyers" and who have no visit within the last 7 days.',
            path: 'when',
            condition: { kind: 'all', parts: [{ path: 'all.0', segment: 'buyer' }, { part: { path: 'all.1.not' } }] },
            definitionHash: expect.stringMatching(/^[\da-f]{8}$/) as string,
          },
        ],
      });
    });

    test('names the place of every fault, in a condition and in a catalogue', async () => {
      const when = { all: [{ performed: 'VisitMad' }, { trait: 'orders.count', is: { gte: true } }] };
      const ofWhen = await check({ when });
      expect([ofWhen.fits, ofWhen.problems.map(({ path }) => path)]).toEqual([
        false,
        ['when.all.0.performed', 'when.all.1.is.gte'],
      ]);
      expect(ofWhen.problems[0]?.message).toMatch(/^when\.all\.0\.performed: must be .*, current value is "VisitMad"$/);
      const { problems } = await check({ catalogue: { currency: 'GBP', segments: [{ key: 'a', when: { any: 7 } }] } });
      expect(problems.map(({ path }) => path)).toEqual(['segments.0.when.any']);
    });

    test('warns of what fits and was not meant', async () => {
      const when = { trait: 'orders.count', is: { lt: 0 } };
      expect(await check({ when })).toMatchObject({ fits: true, warnings: [{ path: 'when.is' }, { path: '' }] });
    });

    test('knows computed traits and a consent that come with the condition', async () => {
      const traits = { bought: { performed: 'PurchaseMade' } };
      const when = { trait: 'computed.bought', is: { gte: 2 } };
      expect(await check({ when, traits, requires: { consent: 'marketing' } })).toMatchObject({
        fits: true,
        segments: [{ condition: { kind: 'all', parts: [{}, { path: 'requires.consent' }] } }],
        traits: [{ path: 'computed.bought' }],
      });
      expect(await check({ when })).toMatchObject({ fits: false, problems: [{ path: 'when.trait' }] });
    });

    test.each([{}, { when: {}, catalogue: {} }, { catalogue: [] }, { wen: {} }])(
      'refuses the body %j',
      async (body) => {
        const { status, json } = await api().ask('POST /v1/console/check', { as: 'marketing', body });
        expect([status, json]).toMatchObject([400, { error: 'bad-request' }]);
      },
    );

    test('takes nesting without end as a fault, not as a failure', async () => {
      const deep = `{"when":${'{"not":'.repeat(20_000)}{"performed":"VisitMade"}${'}'.repeat(20_000)}}`;
      expect((await check(deep)).fits).toBe(false);
      expect(api().failures).toEqual([]);
    });
  });
};
