import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const catalogue = write(
  'catalogue.json',
  JSON.stringify({ currency: 'GBP', segments: [{ key: 'buyers', when: { performed: 'PurchaseMade' } }] }),
);

const at = '2026-03-01T10:00:00Z';
const entry = (type: string, detail: object, time = at) => ({
  time,
  source: 'shop.test',
  'detail-type': type,
  detail: { occurredAt: time, ...detail },
});
const purchase = (eventId: string, more: object = {}) =>
  entry('PurchaseMade', { eventId, customerId: 'ann', orderId: eventId, currency: 'GBP', total: 10_00, ...more });

const lines = [
  purchase('p-1'),
  purchase('early', { occurredAt: '2026-03-02T10:00:00Z' }),
  purchase('negative', { total: -1 }),
  entry('Sneezed', { eventId: 's-1', customerId: 'bob' }),
  entry('VisitMade', { eventId: 'v-1', anonymousId: 'phone', path: '/shoes' }),
  entry('IdentityLinked', { eventId: 'l-1', customerId: 'ann', anonymousId: 'phone' }),
  purchase('p-1', { customerId: 'gone' }),
  entry('ErasureRequested', { eventId: 'e-1', customerId: 'gone' }),
  purchase('p-2', { customerId: 'gone' }),
];

/** Replays the lines into a new store; the arguments that name it. */
const kept = async (name: string): Promise<readonly string[]> => {
  const events = write(`${name}.jsonl`, `${lines.map((line) => JSON.stringify(line)).join('\n')}\nno JSON\n`);
  const store = path(`${name}.db`);
  const ran = await patron([
    'replay',
    '--events',
    events,
    '--segments',
    catalogue,
    '--out',
    path(name),
    '--store',
    store,
  ]);
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return ['--store', store];
};

const counts = async (store: readonly string[]) =>
  Object.fromEntries(
    (await patron(['quarantine', ...store, '--count'])).stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/ +/)),
  ) as Record<string, string>;

describe('patron replay --store', () => {
  test('keeps the store, writes the same files, and does not write over one', async () => {
    const [, file = ''] = await kept('kept');
    expect(existsSync(file)).toBe(true);
    const events = path('kept.jsonl');
    await patron(['replay', '--events', events, '--segments', catalogue, '--out', path('not-kept')]);
    for (const name of ['changes.jsonl', 'profiles.jsonl', 'quarantine.jsonl']) {
      expect(readFileSync(path(`kept/${name}`), 'utf8')).toBe(readFileSync(path(`not-kept/${name}`), 'utf8'));
    }
    const again = await patron(['replay', '--events', events, '--out', path('again'), '--store', file]);
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toMatch(/^patron replay: Cannot keep a new store in [^\n]+: the file is there already\n$/);
  });
});

describe('patron export', () => {
  test('gives everything about a customer, by each of the ids', async () => {
    const store = await kept('export');
    const { status, stdout, stderr } = await patron(['export', '--customer', 'ann', ...store, '--segments', catalogue]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const all = JSON.parse(stdout) as Record<string, unknown>;
    expect(all).toMatchObject({
      customerId: 'ann',
      profile: { traits: { orders: { count: 1 }, visits: { count: 1 } }, segments: [{ key: 'buyers' }], sequence: 1 },
      visitors: [{ anonymousId: 'phone' }],
      changes: [{ 'detail-type': 'SegmentEntered', detail: { changeId: 'ann:1' } }],
      quarantined: [{ reason: 'future' }, { reason: 'invalid', entry: { detail: { total: -1 } } }],
    });
    expect(all['events']).toHaveLength(3);
    const asVisitor = await patron(['export', '--anonymous', 'phone', ...store, '--at', '2026-04-01T00:00:00Z']);
    expect(JSON.parse(asVisitor.stdout)).toMatchObject({ customerId: 'ann', asOf: '2026-04-01T00:00:00.000Z' });
  });

  test('gives of the erased only that', async () => {
    const { stdout } = await patron(['export', '--customer', 'gone', ...(await kept('erased'))]);
    expect(JSON.parse(stdout)).toEqual({
      customerId: 'gone',
      erasedAt: '2026-03-01T10:00:00.000Z',
      receiptId: 'receipt-1',
    });
  });

  test.each([
    ['no id', ['--store', 'x.db'], /exactly one of --customer and --anonymous: 0 of them/],
    ['two ids', ['--customer', 'a', '--anonymous', 'b', '--store', 'x.db'], /--anonymous: 2 of them/],
    ['an id that is none', ['--customer', 'a b', '--store', 'x.db'], /--customer as an id .*"a b"/],
    ['no store', ['--customer', 'a'], /exactly one of --store and --table: 0 of them/],
    [
      'a store that is not there',
      ['--customer', 'a', '--store', 'none.db'],
      /none\.db as a store: there is no such file/,
    ],
    ['no instant', ['--customer', 'a', '--store', 'x.db', '--at', 'noon'], /--at as an ISO 8601 instant.*"noon"/],
  ])('refuses %s in one line', async (_what, args, reason) => {
    const { status, stdout, stderr } = await patron(['export', ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron export: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
    expect(existsSync('none.db')).toBe(false);
  });
});

describe('patron quarantine', () => {
  test('lists and counts by reason', async () => {
    const store = await kept('listed');
    expect(await counts(store)).toEqual({
      'unknown-type': '1',
      invalid: '2',
      erased: '1',
      conflict: '0',
      future: '1',
      'too-large': '0',
      unusable: '0',
    });
    const { stdout } = await patron(['quarantine', ...store, '--reason', 'invalid']);
    const listed = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { entry: string });
    expect(listed).toMatchObject([
      { id: 'line:3', customerId: 'ann', reason: 'invalid', field: 'total', arrivedAt: '2026-03-01T10:00:00.000Z' },
      { id: 'line:10', reason: 'invalid', field: 'entry', entry: 'no JSON' },
    ]);
    expect(listed[0]?.entry).toBe(JSON.stringify(lines[2]));
    const unknown = await patron(['quarantine', ...store, '--reason', 'odd']);
    expect(unknown.stderr).toMatch(/^patron quarantine: Cannot use --reason as one of unknown-type, .*"odd"\n$/);
  });
});

describe('patron redrive', () => {
  test('applies what fits now, once, and keeps the rest', async () => {
    const store = await kept('redriven');
    const args = ['redrive', ...store, '--segments', catalogue, '--at', '2026-03-02T10:00:00Z'];
    const changes = path('redriven.jsonl');
    expect(await patron([...args, '--changes', changes])).toEqual({
      status: 0,
      stdout: '4 events sent again: 1 applied, 0 known already, 3 refused again.\n',
      stderr: '',
    });
    expect(readFileSync(changes, 'utf8')).toBe('');
    expect((await patron(args)).stdout).toBe('3 events sent again: 0 applied, 0 known already, 3 refused again.\n');
    expect(await counts(store)).toMatchObject({ future: '0', invalid: '2', 'unknown-type': '1', erased: '1' });
    const { stdout } = await patron(['export', '--customer', 'ann', ...store]);
    expect(JSON.parse(stdout)).toMatchObject({ profile: { traits: { orders: { count: 2 } } } });
  });

  test('writes the changes that come of it', async () => {
    const events = write('late.jsonl', JSON.stringify(purchase('early', { occurredAt: '2026-03-02T10:00:00Z' })));
    const store = path('late.db');
    await patron(['replay', '--events', events, '--segments', catalogue, '--out', path('late'), '--store', store]);
    const changes = path('late-changes.jsonl');
    const args = ['--store', store, '--segments', catalogue, '--at', '2026-03-03T00:00:00Z', '--changes', changes];
    await patron(['redrive', ...args, '--reason', 'future']);
    expect(JSON.parse(readFileSync(changes, 'utf8'))).toMatchObject({
      source: 'patron',
      'detail-type': 'SegmentEntered',
      detail: { changeId: 'ann:1', effectiveAt: '2026-03-03T00:00:00.000Z', decidedAt: '2026-03-03T00:00:00.000Z' },
    });
  });

  test.each([
    [
      'erased entries, which have no body',
      ['--reason', 'erased'],
      /--reason as one of unknown-type, invalid, .*"erased"/,
    ],
    ['a queue for a store', ['--queue', 'https://queue'], /Cannot use --queue with --store/],
  ])('refuses %s in one line', async (_what, args, reason) => {
    const store = path('late.db');
    const { status, stderr } = await patron(['redrive', '--store', store, ...args]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^patron redrive: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
  });

  test.each([
    ['no queue', [], /--queue URL is missing/],
    ['an instant', ['--queue', 'https://queue', '--at', at], /Cannot use --at with --table/],
  ])('refuses %s for a table', async (_what, args, reason) => {
    expect((await patron(['redrive', '--table', 'patron', ...args])).stderr).toMatch(reason);
  });
});
