import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { day } from '#lib/core/time/duration.ts';
import { simulateShop, type SimulatedPurchase } from '#test/core/predictions/simulate-shop.ts';
import { patron, workspace } from './command-line.ts';
import { purchaseEvents } from './shop-of-buyers.ts';

const { path, write } = workspace();

const people = simulateShop({
  orders: { k: 2, r: 0.9, alpha: 3, a: 0.6, b: 2 },
  spend: { p: 4, q: 3.5, v: 2500 },
  people: 600,
  days: 300,
  seed: 5,
});

const catalogue = write('catalogue.json', JSON.stringify({ currency: 'GBP', segments: [] }));

/** Replays events into a store of their own. */
const storeOf = async (name: string, events: string, segments = catalogue): Promise<string> => {
  const from = write(`${name}.jsonl`, events);
  const { stderr } = await patron(['replay', '--events', from, '--segments', segments, '--out', path(name)]);
  if (stderr !== '') throw new Error(stderr);
  return path(name);
};

const fit = async (store: string, ...args: readonly string[]): Promise<FittedModel> => {
  const out = path('model.json');
  const { status, stderr } = await patron(['fit', '--store', store, '--out', out, ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(readFileSync(out, 'utf8')) as FittedModel;
};

const purchase = (time: string, detail: object): string =>
  JSON.stringify({
    time,
    source: 'shop.test',
    'detail-type': 'PurchaseMade',
    detail: { occurredAt: time, currency: 'GBP', ...detail },
  });

const refund = (customerId: string, orderId: string): string =>
  JSON.stringify({
    time: '1970-10-28T00:00:00.000Z',
    source: 'shop.test',
    'detail-type': 'PurchaseRefunded',
    detail: {
      eventId: 'r-1',
      occurredAt: '1970-10-27T11:00:00.000Z',
      customerId,
      orderId,
      currency: 'GBP',
      amount: 100,
    },
  });

let shop: string;
beforeAll(async () => {
  shop = await storeOf('shop', purchaseEvents(people));
});

describe('patron fit', () => {
  test('writes a model that a catalogue takes, with its quality', async () => {
    const model = await fit(shop);
    expect(Object.keys(model)).toEqual([
      'modelId',
      'asOf',
      'timeUnit',
      'orders',
      'spend',
      'tiers',
      'quantiles',
      'fit',
      'quality',
      'warnings',
    ]);
    expect(model).toMatchObject({
      timeUnit: 'P7D',
      orders: { k: 2 },
      fit: { customers: 600 },
      quality: { holdout: 'P74D' },
    });
    expect(model.quality.calibration).toHaveLength(10);
    const last = Math.max(...people.flatMap((own) => own.map(([on]) => on)));
    expect(model.asOf).toBe(formatInstant((last + 1 / 2) * day));
    const segment = { key: 'loyal', when: { trait: 'predicted.alive', is: { gte: 0.5 } } };
    const segments = write('predicting.json', JSON.stringify({ currency: 'GBP', segments: [segment] }));
    const checked = await patron(['check', '--segments', segments, '--model', path('model.json')]);
    expect(checked).toMatchObject({ status: 0, stderr: '' });
    expect(checked.stdout).toContain(`predictions by the model ${model.modelId}`);
  });

  test('shows how the model did beside guesses that need none', async () => {
    const { stdout } = await patron(['fit', '--store', shop, '--out', path('model.json')]);
    expect(stdout).toMatch(/^m-1970-10-\d\d-[0-9a-f]{8}: fitted to 600 buyers as of 1970-10-/);
    expect(stdout).toMatch(/^  the model +0\.\d{3} +\d\.\d{3} +\d\.\d{3} +0\.\d{3} +0\.\d{3}$/m);
    expect(stdout).toMatch(/^  everybody alike +0\.\d{3}$/m);
    expect(stdout).toContain('warning: The model knows no season');
  });

  test('writes the same file, byte for byte, whatever people are called', async () => {
    const reversed = await storeOf('reversed', purchaseEvents(people, { idOf: (person) => `c-${9999 - person}` }));
    const one = await fit(shop);
    const text = readFileSync(path('model.json'), 'utf8');
    expect(await fit(reversed)).toEqual(one);
    expect(readFileSync(path('model.json'), 'utf8')).toBe(text);
  });

  test('fits as of the past what it would have fitted then', async () => {
    const asOf = '1970-08-15T12:00:00.000Z';
    const until = Date.parse(asOf) / day;
    const before = people.map((own) => own.filter(([on]) => on + 1 / 2 <= until)).filter((own) => own.length > 0);
    const then = await storeOf('then', purchaseEvents(before));
    const { fit: figures, ...past } = await fit(shop, '--as-of', asOf);
    expect(figures.customers).toBe(before.length);
    expect({ ...past, fit: figures }).toEqual(await fit(then, '--as-of', asOf));
  });

  test('takes a visitor who was linked later for a person of their own, as of before', async () => {
    const link = {
      time: '1970-10-29T00:00:00.000Z',
      source: 'shop.test',
      'detail-type': 'IdentityLinked',
      detail: { eventId: 'l-1', occurredAt: '1970-10-29T00:00:00.000Z', customerId: 'c-0', anonymousId: 'phone' },
    };
    const lines = [
      purchase('1970-10-28T00:00:00.000Z', { eventId: 'v-1', orderId: 'v-1', anonymousId: 'phone', total: 500 }),
      JSON.stringify(link),
    ];
    const linked = await storeOf('linked', purchaseEvents(people) + lines.join('\n'));
    expect((await fit(linked)).fit.customers).toBe(600);
    expect((await fit(linked, '--as-of', '1970-10-28T12:00:00.000Z')).fit.customers).toBe(601);
  });

  test('leaves the first purchase day out of what was spent, with the refunds of its orders', async () => {
    // Everybody's first day is another price than all later ones, and some of it is given back.
    const dear = people.map((own) =>
      own.map(([on, total], index): SimulatedPurchase => [on, index === 0 ? total + 300 : total]),
    );
    const events = purchaseEvents(dear);
    const lines = events
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { detail: { customerId: string; orderId: string } });
    // The refund is the last that happens.
    const afterwards = '1970-10-30T00:00:00Z';
    const loyal = `c-${people.findIndex((own) => own.length > 3)}`;
    const first = lines.find(({ detail }) => detail.customerId === loyal)?.detail.orderId ?? '';
    const [usual, deared] = [
      await fit(shop, '--spend', 'repeat', '--as-of', afterwards),
      await storeOf('dear', `${events}${refund(loyal, first)}\n`),
    ];
    expect((await fit(deared, '--spend', 'repeat', '--as-of', afterwards)).spend).toEqual(usual.spend);
    expect((await fit(deared)).spend).not.toEqual((await fit(shop)).spend);
  });

  test('tells days apart by the calendar of the catalogue, and counts orders in every currency', async () => {
    const auckland = write(
      'auckland.json',
      JSON.stringify({ currency: 'GBP', timeZone: 'Pacific/Auckland', segments: [] }),
    );
    // 11:00 and 13:00 UTC are one day in London and two in Auckland.
    const hours = people.map((own, person) =>
      ['11', '13'].map((hour, index) =>
        purchase(formatInstant((own[0]?.[0] ?? 0) * day).replace('T00', `T${hour}`), {
          eventId: `h-${person}-${index}`,
          orderId: `h-${person}-${index}`,
          customerId: `c-${person}`,
          total: own[0]?.[1],
          currency: index === 0 ? 'EUR' : 'GBP',
        }),
      ),
    );
    const events = [...hours.flat(), ...purchaseEvents(people).trim().split('\n')].sort();
    const [there, here] = [
      await storeOf('there', events.join('\n'), auckland),
      await storeOf('here', events.join('\n')),
    ];
    const [local, utc] = [await fit(there, '--k', '1'), await fit(here, '--k', '1')];
    expect(utc.fit.logLikelihood).toBeCloseTo((await fit(shop, '--k', '1')).fit.logLikelihood, 2);
    // Everybody has one day more there, with the shortest of gaps.
    expect(Math.abs(local.fit.logLikelihood - utc.fit.logLikelihood)).toBeGreaterThan(100);
  });

  describe('refuses in one line, and writes nothing', () => {
    test.each([
      ['a holdout of half days', ['--holdout', 'PT36H'], /Cannot use --holdout as a duration of whole days, .*"PT36H"/],
      ['a holdout of no time', ['--holdout', 'P0D'], /Cannot use --holdout as a duration of whole days/],
      [
        'a holdout longer than the history',
        ['--holdout', 'P400D'],
        /Cannot hold out more than the last \d+ days of the history: current value is 400 days/,
      ],
      ['a fifth regularity', ['--k', '5'], /Cannot use --k as one of auto, 1, 2, 3, 4: current value is "5"/],
      [
        'an instant before anybody ordered',
        ['--as-of', '1969-01-01T00:00:00Z'],
        /fewer than 100 buyers: current value is 0/,
      ],
      [
        'a short history',
        ['--as-of', '1970-02-25T00:00:00Z'],
        /Cannot fit a model to a history of fewer than 60 days: current value is 55 days/,
      ],
      ['--scan of a store', ['--scan'], /Cannot use --scan with --store/],
    ])('%s', async (_what, args, reason) => {
      const out = path('refused.json');
      const { status, stdout, stderr } = await patron(['fit', '--store', shop, '--out', out, ...args]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^patron fit: [^\n]+\n$/);
      expect(stderr).toMatch(reason);
      expect(existsSync(out)).toBe(false);
    });

    test.each([
      ['--as-of', ['--as-of', '2026-01-01T00:00:00Z']],
      ['--spend repeat', ['--spend', 'repeat']],
    ])('%s of a table without --scan', async (option, args) => {
      const out = path('refused.json');
      const { status, stdout, stderr } = await patron(['fit', '--table', 'patron', '--out', out, ...args]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toBe(
        `patron fit: Cannot use ${option} without --scan: the last pass gathered all orders up to when it read them\n`,
      );
    });

    test('to write over the store that it reads', async () => {
      const { status, stderr } = await patron(['fit', '--store', shop, '--out', `${shop}/store.sqlite`]);
      expect([status, stderr]).toEqual([1, expect.stringMatching(/they are the same file\n$/)]);
    });
  });
});
