import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { patron } from './command-line.ts';
import { shop } from './shop.ts';

const { path, write, store } = shop();
const at = ['--at', '2026-03-01T12:00:00Z'];

const shown = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
  const { status, stdout, stderr } = await patron(['show', ...args, '--store', store, ...at, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
};

const described = (eventId: string, time: string, said: object): string => {
  const detail = { eventId, customerId: 'dora', occurredAt: time, via: 'crm', ...said };
  return JSON.stringify({ time, source: 'shop.crm', 'detail-type': 'CustomerDescribed', detail });
};

const edited = (number: number, total: number): string =>
  JSON.stringify({
    time: `2026-02-0${number}T09:00:00Z`,
    source: 'shop.orders',
    'detail-type': 'PurchaseMade',
    detail: {
      eventId: `order-7-${number}`,
      customerId: 'dora',
      occurredAt: '2026-02-01T09:00:00Z',
      revision: { of: 'order-7', number },
      orderId: 'order-7',
      currency: 'GBP',
      total,
    },
  });

describe('patron show', () => {
  test('gives with --json the line of profiles.jsonl and the timeline, newest first', async () => {
    const lines = readFileSync(join(path('out'), 'profiles.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const line = lines
      .map((each) => JSON.parse(each) as { customerId?: string })
      .find(({ customerId }) => customerId === 'ann');
    const { profile, timeline, ...more } = await shown('--customer', 'ann');
    expect(profile).toEqual(line);
    expect(more).toEqual({});
    const items = timeline as readonly { kind: string; at: string }[];
    expect(items.map((item) => item.at)).toEqual(
      items
        .map((item) => item.at)
        .toSorted()
        .toReversed(),
    );
    expect(items.filter(({ kind }) => kind === 'event')).toMatchObject([
      { eventId: 'l-1', type: 'IdentityLinked', customerId: 'ann' },
      { eventId: 'v-1', anonymousId: 'phone', detail: { path: '/shoes' } },
      { eventId: 'p-2', at: '2026-02-20T12:00:00.000Z', arrivedAt: '2026-02-20T12:00:00.000Z' },
      { eventId: 'p-1' },
    ]);
    expect(items.filter(({ kind }) => kind === 'change')).toContainEqual(
      expect.objectContaining({ changeId: 'ann:1', status: 'entered', customerId: 'ann' }),
    );
  });

  test('shows a card, and below it what happened in plain words', async () => {
    const { status, stdout } = await patron(['show', '--customer', 'ann', '--store', store, ...at]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}ann\n {4}orders +2, 100\.00 GBP/);
    expect(stdout).toMatch(/segments +.*Recent buyers \(since /);
    expect(stdout).toContain('20 Feb 2026 12:00  PurchaseMade: orderId p-2, total 90.00 GBP');
    expect(stdout).toMatch(/10 Jan 2026 12:00 {2}entered Recent buyers\n +because /);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  test('shows that a trait was forgotten, and the trait nowhere but in what told it', async () => {
    const events = write(
      'dora.jsonl',
      [
        described('d-1', '2026-02-01T09:00:00Z', { traits: { custom: { tier: 'gold', points: 7 } } }),
        described('d-2', '2026-02-02T09:00:00Z', { forget: ['custom.tier'] }),
      ].join('\n'),
    );
    const doras = path('dora.sqlite');
    const replayed = [
      'replay',
      '--events',
      events,
      '--segments',
      path('old.json'),
      '--out',
      path('dora'),
      '--store',
      doras,
    ];
    expect(await patron(replayed)).toMatchObject({ status: 0, stderr: '' });
    const { stdout: text } = await patron(['show', '--customer', 'dora', '--store', doras, ...at]);
    expect(text).toContain('CustomerDescribed: via crm, forget custom.tier');
    expect(text).not.toContain('gold');
    const { stdout } = await patron(['show', '--customer', 'dora', '--store', doras, ...at, '--json']);
    const { profile } = JSON.parse(stdout) as { profile: Record<string, unknown> };
    expect(profile).toMatchObject({ traits: { custom: { points: 7 } } });
    expect(JSON.stringify(profile)).not.toMatch(/tier|gold/);
  });

  test('says which telling of which fact an event is, and tells lists of events as their fields', async () => {
    const traits = { newest: { performed: 'PurchaseMade', latest: ['orderId', 'total'] } };
    const segments = write('latest.json', JSON.stringify({ currency: 'GBP', traits, segments: [] }));
    const events = write('edits.jsonl', [edited(1, 4000), edited(2, 12_000)].join('\n'));
    const replayed = await patron(['replay', '--events', events, '--segments', segments, '--out', path('edits')]);
    expect(replayed).toMatchObject({ status: 0, stderr: '' });
    const { stdout } = await patron(['show', '--customer', 'dora', '--store', path('edits'), ...at]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'PurchaseMade: revision 2 of order-7, orderId order-7, total 120.00 GBP',
    );
    expect(stdout).toContain('PurchaseMade, which another event has replaced');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'newest (at 2026-02-01T09:00:00.000Z, eventId order-7-2, orderId order-7, total 12000)',
    );
  });

  test('shows of a linked visitor the customer, and a visitor who is not yet known by their own id', async () => {
    expect(await shown('--anonymous', 'phone')).toEqual(await shown('--customer', 'ann'));
    expect(await shown('--anonymous', 'tablet')).toMatchObject({ profile: { anonymousId: 'tablet' } });
    expect((await patron(['show', '--anonymous', 'tablet', '--store', store, ...at])).stdout).toMatch(
      /^ {2}visitor tablet\n/,
    );
  });

  test('says of an erased person when that was, and nothing else', async () => {
    expect(await shown('--customer', 'gone')).toEqual({
      customerId: 'gone',
      erasedAt: '2026-02-28T13:00:00.000Z',
      receiptId: expect.any(String),
    });
    const { stdout } = await patron(['show', '--customer', 'gone', '--store', store]);
    expect(stdout).toContain('customer gone was erased on 28 February 2026 at 13:00:00 UTC');
  });

  test('is refused for somebody of whom nothing is known, and for nobody', async () => {
    const unknown = await patron(['show', '--customer', 'nobody', '--store', store]);
    expect(unknown).toMatchObject({ status: 1, stdout: '' });
    expect(unknown.stderr).toContain('Cannot show customer nobody: nothing is known of them in');
    expect((await patron(['show', '--store', store])).stderr).toContain('exactly one of --customer and --anonymous');
  });
});
