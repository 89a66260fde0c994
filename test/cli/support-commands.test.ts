import { describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { busInReach } from './bus-in-reach.ts';
import { patron } from './command-line.ts';

const erase = ['erase', '--customer', 'cust-42', '--confirm', 'cust-42', '--bus', 'patron'];
const consent = ['consent', '--anonymous', 'phone', '--purpose', 'marketing', '--granted', 'false', '--bus', 'patron'];

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe.each([
  ['erase', { args: erase, type: 'ErasureRequested', said: { customerId: 'cust-42' } }],
  [
    'consent',
    { args: consent, type: 'ConsentChanged', said: { anonymousId: 'phone', purpose: 'marketing', granted: false } },
  ],
])('patron %s', (_command, { args, type, said }) => {
  test('puts the event on the bus, and prints its id', async () => {
    const { taken } = await busInReach();
    const before = Date.now();
    const { status, stdout, stderr } = await patron(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { eventId } = JSON.parse(stdout) as { eventId: string };
    expect(eventId).toMatch(uuid);
    expect(stdout).toBe(`${JSON.stringify({ eventId })}\n`);
    expect(taken).toEqual([
      { EventBusName: 'patron', Source: 'support', DetailType: type, Detail: expect.any(String) },
    ]);
    const detail = JSON.parse(taken[0]?.Detail ?? '') as Record<string, unknown>;
    expect(detail).toEqual({ eventId, occurredAt: expect.any(String), ...said });
    expect(Date.parse(String(detail['occurredAt']))).toBeGreaterThanOrEqual(before);
    expect(acceptEntry({ source: 'support', 'detail-type': type, detail })).toMatchObject({ ok: true });
  });

  test('names another source where it is told, and refuses those that are not the shop’s', async () => {
    const { taken } = await busInReach();
    expect(await patron([...args, '--source', 'shop.crm'])).toMatchObject({ status: 0 });
    expect(taken).toMatchObject([{ Source: 'shop.crm' }]);
    const { status, stderr } = await patron([...args, '--source', 'patron']);
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('current value is "patron"'),
    });
    expect(taken).toHaveLength(1);
  });

  test('tries again what was not taken and may be, and fails where it is not', async () => {
    const { calls } = await busInReach({ ofEntry: (entry) => (entry === 0 ? 'ThrottlingException' : 'take') });
    expect(await patron(args)).toMatchObject({ status: 0 });
    expect(calls).toHaveLength(2);
    const { calls: refusedCalls } = await busInReach({ ofEntry: () => 'InvalidArgument' });
    const refused = await patron(args);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain(`Cannot put ${type} on the bus patron: it was not taken, for InvalidArgument`);
    expect(refusedCalls).toHaveLength(1);
  });

  test('finds out that there is no such bus, which would take the event and lose it', async () => {
    const { taken } = await busInReach({ found: 'ResourceNotFoundException' });
    const { status, stderr } = await patron(args);
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no such bus in eu-west-1'),
    });
    expect(taken).toEqual([]);
  });

  test('goes on where the bus may not be looked for, and says so', async () => {
    const found = 'AccessDeniedException';
    const { taken } = await busInReach({ found });
    const { status, stderr } = await patron(args);
    expect(status).toBe(0);
    expect(stderr).toContain(`Cannot check that there is a bus patron, for ${found}`);
    expect(taken).toHaveLength(1);
  });

  test('goes on without a word where entries tell whether the bus is there, as those of patron dev do', async () => {
    const { taken } = await busInReach({ found: 'UnknownOperationException' });
    expect(await patron(args)).toMatchObject({ status: 0, stderr: '' });
    expect(taken).toHaveLength(1);
  });
});

describe('patron erase', () => {
  test.each([
    ['another id', ['--customer', 'cust-42', '--confirm', 'cust-24'], 'current value is "cust-24"'],
    ['the id in other letters', ['--customer', 'cust-42', '--confirm', 'CUST-42'], 'current value is "CUST-42"'],
    ['a visitor’s id as the API writes it', ['--anonymous', 'v-7', '--confirm', '~v-7'], 'Cannot erase visitor v-7'],
    ['no id', ['--customer', 'cust-42'], '--confirm ID is missing'],
    ['nobody', ['--confirm', 'cust-42'], 'exactly one of --customer and --anonymous'],
  ])('is refused with %s', async (_what, args, message) => {
    const { calls } = await busInReach();
    const { status, stderr } = await patron(['erase', ...args, '--bus', 'patron']);
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
    expect(calls).toEqual([]);
  });
});

describe('patron consent', () => {
  test('is refused for a purpose that no event may name, by the rule that refuses it on arrival', async () => {
    const { calls } = await busInReach();
    const args = ['consent', '--customer', 'cust-42', '--granted', 'true', '--bus', 'patron'];
    const { status, stderr } = await patron([...args, '--purpose', 'x'.repeat(1_000)]);
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('purpose must') });
    const unsure = ['consent', '--customer', 'cust-42', '--granted', 'yes', '--bus', 'patron', '--purpose', 'x'];
    expect((await patron(unsure)).stderr).toContain('one of true, false: current value is "yes"');
    expect(calls).toEqual([]);
  });
});
