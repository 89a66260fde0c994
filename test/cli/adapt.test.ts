import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { adapters, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { samplesOf } from '#test/adapters/payloads.ts';
import { patron, patronProcess, workspace } from './command-line.ts';

const { path, write } = workspace();

/** A file of payloads of a source, its headers written as HTTP writes them. */
const payloadsOf = (adapter: AdapterName, names: readonly string[]): string => {
  const samples = names.map((name) => samplesOf(adapter).find((sample) => sample.name === name));
  const lines = samples.map((sample) => {
    const headers = Object.entries(sample?.headers ?? {}).map(([name, value]) => [name.toUpperCase(), value]);
    return JSON.stringify({ payload: sample?.payload, headers: Object.fromEntries(headers) });
  });
  return lines.join('\n');
};

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): { readonly time: string; readonly 'detail-type': string } => JSON.parse(line));

describe('patron adapt', () => {
  test('writes events in order of time, and ends with what was unusable and why', async () => {
    const payloads = [
      payloadsOf('shopify', ['order-edited', 'order-paid', 'order-of-a-guest', 'order-too-many-digits']),
      payloadsOf('shopify', ['refund-created', 'customer-updated']),
      'oops',
      '{"payload": {}, "headers": {"a": 1}}',
      '{"headers": {}}',
    ];
    const out = path('events.jsonl');
    const file = write('payloads.jsonl', payloads.join('\n'));
    expect(await patron(['adapt', '--from', 'shopify', '--in', file, '--out', out])).toEqual({
      status: 0,
      stderr: '',
      stdout: [
        'Lines: 9, used: 3, nothing to tell: 0, unusable: 6',
        'Events: 2 ConsentChanged, 2 PurchaseMade, 1 CustomerDescribed',
        '  from 2026-02-01T07:00:00.000Z to 2026-03-07T09:00:00.000Z',
        'Unusable:',
        '  2: no-person',
        '    line 3',
        '    line 5',
        '  1: Cannot use total_price as an amount in EUR',
        '    line 4: "54.975"',
        '  1: not a JSON object',
        '    line 7',
        '  1: headers are not an object of texts',
        '    line 8',
        '  1: no payload: a line is {"payload": …, "headers": …}',
        '    line 9',
        `Written to ${out}.`,
        '',
      ].join('\n'),
    });
    expect(linesOf(out).map(({ time, 'detail-type': type }) => `${time} ${type}`)).toEqual([
      '2026-02-01T07:00:00.000Z ConsentChanged',
      '2026-02-02T07:00:00.000Z ConsentChanged',
      '2026-03-05T09:12:31.000Z PurchaseMade',
      '2026-03-05T09:12:31.000Z CustomerDescribed',
      '2026-03-07T09:00:00.000Z PurchaseMade',
    ]);
  });

  test('puts an erasure without a time behind what stands before it', async () => {
    const file = write('erased.jsonl', payloadsOf('wooCommerce', ['order-completed', 'customer-deleted']));
    const out = path('erased.events.jsonl');
    await patron(['adapt', '--from', 'wooCommerce', '--in', file, '--out', out]);
    expect(linesOf(out).map(({ time, 'detail-type': type }) => `${time} ${type}`)).toEqual([
      '2026-03-06T10:00:00.000Z PurchaseMade',
      '2026-03-06T10:00:00.000Z ErasureRequested',
    ]);
  });

  test.each(Object.keys(adapters) as AdapterName[])('writes what replay takes whole, of %s', async (adapter) => {
    const names = samplesOf(adapter).map(({ name }) => name);
    const file = write(`${adapter}.jsonl`, payloadsOf(adapter, names));
    const out = path(`${adapter}.events.jsonl`);
    expect(await patron(['adapt', '--from', adapter, '--in', file, '--out', out])).toMatchObject({ status: 0 });
    expect(await patron(['validate', '--events', out])).toMatchObject({ status: 0, stderr: '' });
  });

  describe('then replay', () => {
    const told = ['order-refunded-twice', 'order-paid', 'order-edited', 'order-refunded-in-part', 'customer-updated'];
    const segments = write('euros.json', '{"currency": "EUR", "segments": []}');

    /** Adapts and replays payloads, and gives the profile of the one customer and the counts of events. */
    const replayed = async (name: string, payloads: string) => {
      const [file, out, into] = [write(`${name}.jsonl`, payloads), path(`${name}.events.jsonl`), path(name)];
      await patron(['adapt', '--from', 'shopify', '--in', file, '--out', out]);
      await patron(['replay', '--events', out, '--out', into, '--segments', segments]);
      const { applied, duplicates, quarantined } = JSON.parse(readFileSync(`${into}/summary.json`, 'utf8'));
      const profile = JSON.parse(readFileSync(`${into}/profiles.jsonl`, 'utf8'));
      return { profile, applied, duplicates, quarantined };
    };

    test('gives the final state, whatever the order of the payloads', async () => {
      const { profile, quarantined } = await replayed('final', payloadsOf('shopify', told));
      expect(quarantined).toBe(0);
      expect(profile).toMatchObject({
        customerId: '6940095564',
        traits: {
          orders: { count: 1, refunded: 749 + 1250, lastAt: '2026-03-05T09:12:28.000Z' },
          geographic: { city: 'Berlin', country: 'DE' },
          custom: { tags: 'VIP, wholesale' },
          consent: { marketing: true, sms: false },
        },
      });
      expect(profile.traits.orders.revenue).toBe(5497 - 749 - 1250);
      const backwards = await replayed('backwards', payloadsOf('shopify', told.toReversed()));
      expect(backwards.profile.traits).toEqual(profile.traits);
    });

    test('adds nothing by the same payloads again', async () => {
      const once = await replayed('once', payloadsOf('shopify', told));
      const again = await replayed('again', payloadsOf('shopify', [...told, ...told]));
      expect(again).toEqual({ ...once, duplicates: once.duplicates + once.applied + once.duplicates });
    });
  });

  test('reads standard input and writes to standard output, with the report beside', async () => {
    const input = payloadsOf('stripe', ['session-completed']);
    const ran = await patronProcess(['adapt', '--from', 'stripe', '--in', '-', '--out', '-'], input);
    expect(JSON.parse(ran.stdout)).toMatchObject({ source: 'shop.stripe', 'detail-type': 'PurchaseMade' });
    expect(ran).toMatchObject({ status: 0, stderr: expect.stringContaining('Lines: 1, used: 1,') });
  });

  test.each([
    [
      'a file that is not there',
      ['--in', path('nowhere.jsonl')],
      /^patron adapt: Cannot stat .*nowhere\.jsonl: no such file/,
    ],
    ['to write over what it reads', ['--in', write('same.jsonl', ''), '--out', path('same.jsonl')], /same file/],
    [
      'a source that it does not know',
      ['--in', path('same.jsonl'), '--from', 'shopfy'],
      /one of shopify, segment, .*, the nearest is shopify\n$/,
    ],
  ])('refuses %s', async (_what, args, complaint) => {
    const whole = ['--from', 'shopify', '--out', path('never.jsonl')];
    const defaults = whole.filter((_text, index) => !args.includes(whole[index - (index % 2)] ?? ''));
    const { status, stderr } = await patron(['adapt', ...defaults, ...args]);
    expect(status).toBe(1);
    expect(stderr).toMatch(complaint);
  });
});
