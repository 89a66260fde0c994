import { describe, expect, test } from 'vitest';
import { predictionModel } from '#test/support/prediction-model.ts';
import { patron } from './command-line.ts';
import { shop } from './shop.ts';

const { path, write, events, store } = shop();

/** What `patron fit` writes: the model with what it says of itself. */
const fitted = { ...predictionModel, fit: { customers: 3 }, quality: { auc: 0.8 }, warnings: ['autumn is missing'] };
const model = write('model.json', JSON.stringify(fitted));

const likely = { key: 'likely', when: { trait: 'predicted.buys90d', is: { gte: 0.2 } } };
const best = { key: 'best', when: { trait: 'orders.revenue', is: { gte: { percentile: 20 } } } };
const asking = write('asking.json', JSON.stringify({ currency: 'GBP', segments: [likely, best] }));

const out = path('with-model');

/** Each command that takes a model, with what it needs beside. */
const commands: readonly (readonly [command: string, ...args: readonly string[]])[] = [
  ['check', '--segments', asking],
  ['plan', '--segments', asking, '--from', store],
  ['replay', '--segments', asking, '--events', events, '--out', out],
  ['explain', '--segments', asking, '--customer', 'ann', '--store', store],
];

describe('--model', () => {
  test.each(commands)('lets patron %s decide by a catalogue that has none of its own', async (command, ...args) => {
    const { status, stderr } = await patron([command, ...args]);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /asking\.json: .*segments\.1\.when\.is\.gte must be a number: a percentile needs a fitted model/,
    );
    expect(await patron([command, ...args, '--model', model])).toMatchObject({ status: 0, stderr: '' });
  });

  test('stands in place of the model of the catalogue, whatever that is', async () => {
    const other = { ...predictionModel, modelId: 'other', orders: 7 };
    const own = write('own.json', JSON.stringify({ currency: 'GBP', predict: other, segments: [best] }));
    expect((await patron(['check', '--segments', own])).stdout).toContain('predict.orders: must be an object');
    const { stdout } = await patron(['check', '--segments', own, '--model', model]);
    expect(stdout).toContain('predictions by the model m-2026-11');
    expect(stdout).toContain('Customers who are in the top 80% by revenue after refunds (200.00 GBP or more).');
  });

  test('is kept by a replay with the catalogue, and known to what reads the store', async () => {
    await patron(['replay', '--segments', asking, '--model', model, '--events', events, '--out', out]);
    const { stdout } = await patron(['catalogue', '--store', out]);
    expect(JSON.parse(stdout)).toEqual({ currency: 'GBP', segments: [likely, best], predict: fitted });
    const explained = await patron(['explain', '--customer', 'cleo', '--segment', 'best', '--store', out]);
    expect(explained).toMatchObject({ status: 0, stderr: '' });
    expect(explained.stdout).toContain('in the top 80% by revenue after refunds (200.00 GBP or more)');
  });

  test('stands in place of the model that a store keeps', async () => {
    await patron(['replay', '--segments', asking, '--model', model, '--events', events, '--out', out]);
    const dearer = { ...predictionModel, quantiles: { 'orders.revenue': Array.from({ length: 99 }, () => 300_00) } };
    const newer = write('newer.json', JSON.stringify(dearer));
    const args = ['explain', '--customer', 'cleo', '--segment', 'best', '--store', out];
    const { stdout } = await patron([...args, '--model', newer]);
    expect(stdout).toContain('(300.00 GBP or more)');
    expect(stdout).toContain('The profile was last decided by another catalogue');
  });

  test('lets check look for everything but predictions in a store', async () => {
    const { status, stdout } = await patron(['check', '--segments', asking, '--model', model, '--from', store]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ +best +1 member$/m);
    expect(stdout).not.toContain('nobody has');
  });

  test('is not written over by a replay', async () => {
    const { status, stderr } = await patron([
      'replay',
      '--events',
      events,
      '--out',
      out,
      '--model',
      `${out}/summary.json`,
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('summary.json');
  });
});

describe('--model beside the default catalogue', () => {
  const foretold = [
    'about-to-order',
    'overdue-customers',
    'probably-gone',
    'best-tenth',
    'rising-value',
    'fading-value',
  ];

  test('brings the segments that need one, which are not there without', async () => {
    const without = await patron(['check']);
    const { status, stdout } = await patron(['check', '--model', model]);
    expect(status).toBe(0);
    for (const key of foretold) {
      expect(stdout).toMatch(new RegExp(`^${key}: `, 'm'));
      expect(without.stdout).not.toContain(key);
    }
    expect(without.stdout).not.toContain('predict');
    expect(stdout).not.toMatch(/predicted\.\w+ has no value/);
  });

  test.each([
    ['percentiles', { quantiles: undefined }, ['about-to-order', 'overdue-customers', 'probably-gone']],
    ['spend', { spend: undefined }, ['about-to-order', 'overdue-customers', 'probably-gone', 'best-tenth']],
  ])('leaves out those that a model without %s does not allow', async (_what, lacking, allowed) => {
    const file = write('lacking.json', JSON.stringify({ ...predictionModel, ...lacking }));
    const { status, stdout } = await patron(['check', '--model', file]);
    expect(status).toBe(0);
    expect(foretold.filter((key) => stdout.includes(`\n${key}: `))).toEqual(allowed);
  });

  test('is printed with them by patron catalogue, as check takes it', async () => {
    const { stdout, stderr } = await patron(['catalogue', '--model', model]);
    expect(stderr).toBe('deployment 0\n');
    const printed = await patron(['check', '--segments', write('printed.json', stdout)]);
    expect(printed).toEqual(await patron(['check', '--model', model]));
    expect(await patron(['catalogue', '--model', model, '--store', store])).toMatchObject({
      status: 1,
      stderr: 'patron catalogue: Cannot use --model with --store or --table: what they keep has its own\n',
    });
  });
});

const { orders, spend } = predictionModel;

const badFiles: readonly (readonly [what: string, content: string, complaint: RegExp])[] = [
  ['is not JSON', '{', /^Cannot read BAD as a model: it is no JSON \(/],
  [
    'has a key twice',
    '{"modelId":"a","modelId":"b"}',
    /^Cannot read BAD as a model: it is no JSON \(the key modelId stands twice/,
  ],
  ['is a list', '[]', /^Cannot use BAD as a model: it must be an object, current value is \[\]$/],
  [
    'is a catalogue',
    JSON.stringify({ currency: 'GBP', segments: [] }),
    /^Cannot use BAD as a model: .*currency must be absent: here may stand modelId, asOf, timeUnit, orders, /,
  ],
  [
    'has a k of 5',
    JSON.stringify({ ...predictionModel, orders: { ...orders, k: 5 } }),
    /^Cannot use BAD as a model: orders\.k must be a whole number from 1 to 4, current value is 5$/,
  ],
  [
    'has two faults',
    JSON.stringify({ ...predictionModel, orders: { ...orders, r: -1 }, spend: { ...spend, q: 1 } }),
    /^Cannot use BAD as a model: orders\.r must be a number above 0, current value is -1; spend\.q must be a number above 1, current value is 1$/,
  ],
];

describe('--model refuses', () => {
  test.each(badFiles)('a file that %s, with its name and the field', async (_what, content, complaint) => {
    const file = write('bad.json', content);
    for (const [command, ...args] of commands) {
      const { status, stdout, stderr } = await patron([command, ...args, '--model', file]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^[^\n]+\n$/);
      expect(stderr.trimEnd().replace(`patron ${command}: `, '').replaceAll(file, 'BAD')).toMatch(complaint);
    }
  });

  test('a file that is not there', async () => {
    const { status, stderr } = await patron(['check', '--model', path('nowhere.json')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^patron check: Cannot open .*nowhere\.json: /);
  });

  test('a model that lacks what the catalogue compares with, with the place in the catalogue', async () => {
    const file = write('lacking.json', JSON.stringify({ ...predictionModel, quantiles: {} }));
    const { status, stdout, stderr } = await patron(['check', '--segments', asking, '--model', file]);
    expect(status).toBe(1);
    expect(stdout).toBe(
      'segments.1.when.is.gte: must be a number: the "quantiles" of the model have no percentiles of orders.revenue, current value is {"percentile":20}\n',
    );
    expect(stderr).toContain(asking);
  });

  test('nothing of a catalogue that asks for no prediction: its segments are what they were', async () => {
    const args = ['explain', '--customer', 'ann', '--store', store, '--json'];
    const { segments } = JSON.parse((await patron([...args, '--model', model])).stdout) as { segments: unknown };
    expect(segments).toEqual((JSON.parse((await patron(args)).stdout) as { segments: unknown }).segments);
  });
});
