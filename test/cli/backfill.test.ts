import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const event = (index: number, type: string, detail: object) =>
  JSON.stringify({
    time: `2026-11-0${1 + (index % 9)}T10:00:00Z`,
    source: 'shop.test',
    'detail-type': type,
    detail: { eventId: `e-${index}`, customerId: `cust-${index % 5}`, occurredAt: '2026-11-01T09:00:00Z', ...detail },
  });

const lines = Array.from({ length: 15 }, (_, index) =>
  index % 2 === 0
    ? event(index, 'PurchaseMade', { orderId: `o-${index}`, currency: 'GBP', total: 1000 })
    : event(index, 'VisitMade', { category: 'shoes' }),
);
const events = write('events.jsonl', `${lines.join('\n')}\n`);

const catalogueOf = (name: string, ...segments: object[]) =>
  write(`${name}.json`, JSON.stringify({ currency: 'GBP', segments }));
const buyers = { key: 'buyers', when: { performed: 'PurchaseMade' } };
const old = catalogueOf('old', buyers, { key: 'gone', when: { performed: 'VisitMade' } });
const changed = catalogueOf(
  'changed',
  { key: 'twice', when: { performed: 'PurchaseMade', times: { gte: 2 } } },
  buyers,
);
const store = path('kept.sqlite');
const at = ['--at', '2026-12-01T00:00:00Z'];
const pass = (...more: string[]) => patron(['backfill', '--store', store, '--segments', changed, ...more]);

describe('patron backfill', () => {
  test('decides everybody in a kept store anew, once, and lists who is behind before', async () => {
    const replayed = ['--events', events, '--out', path('out'), '--segments', old, '--store', store];
    expect((await patron(['replay', ...replayed])).status).toBe(0);
    const behind = await pass('--behind');
    const listed = behind.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { customerId: string });
    expect(listed.map(({ customerId }) => customerId)).toEqual(['cust-0', 'cust-1', 'cust-2', 'cust-3', 'cust-4']);

    const changes = path('changes.jsonl');
    const first = await pass('--deployment', '2', ...at, '--changes', changes);
    expect(first).toEqual({ status: 0, stdout: '5 customers decided again; no one is behind.\n', stderr: '' });
    const written = readFileSync(changes, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const moves = written.map(({ detail }) => `${detail.customerId} ${detail.status} ${detail.segment.key}`);
    expect(new Set(written.map(({ detail }) => detail.origin))).toEqual(new Set(['backfill']));
    expect(moves).toContain('cust-0 exited gone');
    expect(moves).toContain('cust-0 entered twice');

    const again = await pass('--deployment', '2', ...at);
    expect(again.stdout).toBe('0 customers decided again; no one is behind.\n');
    expect((await pass('--behind')).stdout).toBe('');
  });

  test('does not go back to an older deployment', async () => {
    const { status, stderr } = await patron([
      'backfill',
      '--store',
      store,
      '--segments',
      old,
      '--deployment',
      '1',
      ...at,
    ]);
    expect(status).toBe(1);
    expect(stderr).toBe('patron backfill: Cannot go back to deployment 1: customers are decided by deployment 2\n');
  });

  test.each([
    [['--deployment', 'next'], 'Cannot use --deployment as a whole number'],
    [['--deployment', '3', '--rate', '0'], 'Cannot use --rate as a whole number from 1 to 10000: current value is "0"'],
    [[], '--deployment N is missing; patron backfill --help explains'],
  ])('refuses %j', async (options, complaint) => {
    const { status, stderr } = await pass(...options);
    expect(status).toBe(1);
    expect(stderr).toContain(complaint);
  });
});
