import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { day } from '#lib/core/time/duration.ts';
import { cdnowPurchases } from '#test/core/predictions/cdnow.ts';
import { lacksRealData, onlineRetailEvents } from '#test/support/real-data.ts';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const storeOf = async (name: string, events: string, currency: string): Promise<string> => {
  const segments = write(`${name}.json`, JSON.stringify({ currency, segments: [] }));
  const args = ['--events', write(`${name}.jsonl`, events), '--segments', segments, '--out', path(name)];
  expect(await patron(['replay', ...args])).toMatchObject({ status: 0, stderr: '' });
  return path(name);
};

const fit = async (store: string, ...args: readonly string[]): Promise<FittedModel> => {
  const out = path('model.json');
  expect(await patron(['fit', '--store', store, '--out', out, ...args])).toMatchObject({ status: 0, stderr: '' });
  return JSON.parse(readFileSync(out, 'utf8')) as FittedModel;
};

const rounded = (model: object, digits: number): readonly number[] =>
  Object.values(model).map((value) => Number(Number(value).toFixed(digits)));

describe.skipIf(lacksRealData)('patron fit', () => {
  test('comes to the published figures of CDNOW', async () => {
    const lines = (await cdnowPurchases()).map(({ person, on, cents }, index) => {
      const time = formatInstant(on * day + day / 2);
      const detail = { eventId: `e-${index}`, orderId: `o-${index}`, customerId: person, occurredAt: time };
      return JSON.stringify({
        time,
        source: 'shop.cdnow',
        'detail-type': 'PurchaseMade',
        detail: { ...detail, currency: 'USD', total: cents },
      });
    });
    const store = await storeOf('cdnow', lines.sort().join('\n'), 'USD');
    const model = await fit(store, '--as-of', '1997-09-30T23:59:59Z', '--spend', 'repeat');
    expect(model.fit).toMatchObject({ customers: 2357, logLikelihood: expect.closeTo(-9582.1357, 3) as number });
    expect(rounded(model.orders, 3)).toEqual([1, 0.525, 6.183, 0.891, 1.614]);
    expect(rounded(model.spend, 2).slice(0, 2)).toEqual([6.25, 3.74]);
    expect(model.spend.v / 100).toBeCloseTo(15.44, 2);
  });

  test('tells the regularity of a wholesaler’s half, where one regularity runs to the boundary', async () => {
    const store = await storeOf('retail', (await onlineRetailEvents()).join('\n'), 'GBP');
    const asOf = ['--as-of', '2011-09-09T23:59:59Z'] as const;
    const model = await fit(store, ...asOf);
    expect(rounded(model.orders, 4)).toEqual([2, 0.9427, 4.9369, 0.1634, 1.9921]);
    expect(model.fit.alternatives.map(({ logLikelihood }) => Number(logLikelihood.toFixed(1)))).toEqual([
      -10_908.5, -10_691.6, -10_937, -11_346.3,
    ]);
    expect(model.fit.alternatives[0]?.boundary).toContain('a');
    const alone = await patron(['fit', '--store', store, '--out', path('alone.json'), ...asOf, '--k', '1']);
    expect([alone.status, alone.stderr]).toEqual([1, expect.stringMatching(/no maximum within bounds: a runs to 0/)]);
    const { quality, warnings } = await fit(store);
    // The autumn, for which this shop is known: a quarter too few.
    expect(quality.totalRatio).toBeCloseTo(0.76, 2);
    expect(warnings.join(' ')).toMatch(/2011-11, had 1\.8\d times/);
  });
});
