import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { patron } from './command-line.ts';
import { shop } from './shop.ts';

const { old, next, store } = shop();

const explained = (args: readonly string[], segments = old) =>
  patron(['explain', '--store', store, '--segments', segments, ...args]);

const json = async (args: readonly string[], segments = old): Promise<unknown> => {
  const { status, stdout, stderr } = await explained([...args, '--json'], segments);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
};

describe('patron explain', () => {
  test('tells in words why somebody is in a segment or not, since when, and when that changes', async () => {
    const before = readFileSync(store);
    const { status, stdout } = await explained(['--customer', 'ann']);
    expect(status).toBe(0);
    expect(stdout).toBe(`Customer ann on 27 February 2026 at 09:00:00 UTC, in 2 of 3 segments

IN   Recent buyers (recent), since 20 February 2026 at 12:00:00 UTC
     Customers who have a purchase within the last 30 days.
       ✓ a purchase within the last 30 days
     Entered on 20 February 2026 at 12:00:00 UTC, as an event (p-2) came in: change ann:3.
     Will leave on 22 March 2026 at 12:00:00 UTC, if nothing else happens.

IN   Visitors (visitors), since 27 February 2026 at 09:00:00 UTC
     Customers who have a visit.
       ✓ a visit
     Entered on 27 February 2026 at 09:00:00 UTC, as a visitor turned out to be the customer (l-1): change ann:5.
     Only an event can change this.

OUT  Regulars (regulars)
     Customers whose number of orders is at least 2 and who are not in "Visitors".
       ✗ all of these
         ✓ number of orders is at least 2 (now 2)
         ✗ in "Visitors"
     Left on 27 February 2026 at 09:00:00 UTC, as a visitor turned out to be the customer (l-1): change ann:6.
     Only an event can change this.
`);
    expect(readFileSync(store).equals(before)).toBe(true);
  });

  test('gives one segment as JSON, with every part of the condition', async () => {
    expect(await json(['--customer', 'ann', '--segment', 'regulars'])).toMatchObject({
      kind: 'explained',
      customerId: 'ann',
      asOf: '2026-02-27T09:00:00.000Z',
      segments: [
        {
          key: 'regulars',
          isMember: false,
          since: null,
          change: { changeId: 'ann:6', status: 'exited', origin: 'merge', cause: { eventId: 'l-1' } },
          condition: {
            kind: 'all',
            holds: false,
            parts: [
              { kind: 'condition', path: 'all.0', condition: 'orders.count >= 2', observed: 2, holds: true },
              {
                kind: 'not',
                holds: false,
                part: { kind: 'condition', path: 'all.1.not', observed: true, holds: false },
              },
            ],
          },
          next: null,
          notes: [],
        },
      ],
      notes: [],
    });
  });

  test('tells of an instant of the past from what had arrived by then', async () => {
    expect(await json(['--customer', 'ann', '--at', '2026-02-10T00:00:00Z'])).toMatchObject({
      asOf: '2026-02-10T00:00:00.000Z',
      segments: [
        {
          key: 'recent',
          isMember: false,
          change: { changeId: 'ann:2', origin: 'timer', effectiveAt: '2026-02-09T12:00:00.000Z' },
          condition: { observed: 0, holds: false },
        },
        { key: 'visitors', isMember: false, change: null },
        { key: 'regulars', isMember: false, change: null, condition: { parts: [{ observed: 1 }, {}] } },
      ],
      notes: [],
    });
    expect(await json(['--customer', 'ann', '--at', '2026-02-21T00:00:00Z', '--segment', 'regulars'])).toMatchObject({
      segments: [{ isMember: true, since: '2026-02-20T12:00:00.000Z', change: { changeId: 'ann:4' } }],
    });
  });

  test('lets time run to an instant after the last event', async () => {
    expect(await json(['--customer', 'ann', '--at', '2026-03-22T12:00:00Z', '--segment', 'recent'])).toMatchObject({
      segments: [{ isMember: false, change: { changeId: 'ann:7', effectiveAt: '2026-03-22T12:00:00.000Z' } }],
      notes: [expect.stringMatching(/not yet written/)],
    });
  });

  test('explains the customer of a linked visitor, and the visitor before it was linked', async () => {
    expect(await json(['--anonymous', 'phone'])).toMatchObject({ customerId: 'ann', asked: { anonymousId: 'phone' } });
    expect((await explained(['--anonymous', 'phone'])).stdout).toMatch(
      /^Visitor phone is a customer: Customer ann on /,
    );
    const before = await json(['--anonymous', 'phone', '--at', '2026-02-26T00:00:00Z', '--segment', 'visitors']);
    expect(before).toMatchObject({
      anonymousId: 'phone',
      segments: [{ isMember: true, change: { changeId: '~phone:1' } }],
      notes: ['The visitor is customer ann today, but was not known to be at that time.'],
    });
  });

  test('tells what another catalogue will decide, and says so', async () => {
    expect(await json(['--customer', 'bob', '--segment', 'recent'], next)).toMatchObject({
      segments: [
        {
          isMember: false,
          condition: { holds: true },
          notes: [expect.stringMatching(/another definition \([0-9a-f]{8}\) than the one shown here \([0-9a-f]{8}\)/)],
        },
      ],
      notes: [expect.stringMatching(/decided by another catalogue/)],
    });
  });

  test('says of an erased person that they are', async () => {
    const { status, stdout } = await explained(['--customer', 'gone']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout:
        'Customer gone was erased on 28 February 2026 at 13:00:00 UTC (receipt receipt-1): nothing else is known of them.\n',
    });
  });

  test.each([
    ['a stranger', ['--customer', 'nobody'], /customer nobody: nothing is known of them here\n$/],
    [
      'an instant before the first event',
      ['--customer', 'bob', '--at', '2026-01-01T00:00:00Z'],
      /customer bob: no event of theirs had arrived by 2026-01-01T00:00:00\.000Z\n$/,
    ],
    [
      'no such segment',
      ['--customer', 'bob', '--segment', 'odd'],
      /no segment "odd", the catalogue has recent, visitors/,
    ],
    ['nobody', [], /exactly one of --customer and --anonymous/],
  ])('refuses %s in one line', async (_what, args, reason) => {
    const { status, stdout, stderr } = await explained(args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^patron explain: [^\n]+\n$/);
    expect(stderr).toMatch(reason);
  });
});
