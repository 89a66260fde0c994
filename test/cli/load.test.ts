import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { eventIdsOf } from '#test/tools/emit/emitting.ts';
import type { Weather } from '#test/tools/emit/troubled-bus.ts';
import { busInReach } from './bus-in-reach.ts';
import { patron, workspace } from './command-line.ts';

const root = join(import.meta.dirname, '..', '..');
const node = join(root, 'node_modules', '.bin', 'node');

const visit = (number: number, detail: object = {}): string =>
  JSON.stringify({
    time: new Date(Date.parse('2025-03-01T12:00:00Z') + number * 60_000).toISOString(),
    source: `shop.${number % 2 === 0 ? 'web' : 'app'}`,
    'detail-type': 'VisitMade',
    detail: {
      eventId: `v-${number}`,
      customerId: `c-${number % 3}`,
      occurredAt: new Date(Date.parse('2025-03-01T12:00:00Z') + number * 60_000).toISOString(),
      ...detail,
    },
  });

const visits = (count: number): readonly string[] => Array.from({ length: count }, (_, number) => visit(number));

const ids = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, number) => `v-${from + number}`);

/** A file of events, a bus, and what becomes of loading the one on the other as fast as may be. */
const given = async (lines: readonly string[], weather?: Weather) => {
  const space = workspace();
  const events = space.write('events.jsonl', lines.map((line) => `${line}\n`).join(''));
  const bus = await busInReach(weather);
  const place = `${events}.load-patron.json`;
  return {
    ...bus,
    events,
    place,
    leftOut: `${events}.load-patron.left-out.jsonl`,
    kept: (): Record<string, unknown> => JSON.parse(readFileSync(place, 'utf8')) as Record<string, unknown>,
    load: (...more: readonly string[]) =>
      patron(['load', '--events', events, '--bus', 'patron', '--rate', '10000', ...more]),
  };
};

describe('patron load', () => {
  test('puts every line on the bus with its source and its time, in order for each person', async () => {
    const { taken, load, calls } = await given(visits(60));
    expect(await load()).toEqual({ status: 0, stdout: '60 events put on patron.\n', stderr: '' });
    expect(eventIdsOf(taken).toSorted()).toEqual(ids(60).toSorted());
    for (const customer of ['c-0', 'c-1', 'c-2']) {
      const own = eventIdsOf(taken, customer).map((id) => Number(id.slice(2)));
      expect(own).toEqual(own.toSorted((one, other) => one - other));
    }
    expect(taken.find(({ Detail }) => Detail.includes('"v-7"'))).toEqual({
      EventBusName: 'patron',
      Source: 'shop.app',
      DetailType: 'VisitMade',
      Detail: JSON.stringify((JSON.parse(visit(7)) as { detail: object }).detail),
      Time: Date.parse('2025-03-01T12:07:00Z') / 1000,
    });
    for (const call of calls) expect(call.length).toBeLessThanOrEqual(10);
  });

  test('reads a file that is packed by gzip', async () => {
    const { taken, events, load } = await given([]);
    writeFileSync(events, gzipSync(`${visits(3).join('\n')}\n`));
    expect(await load()).toMatchObject({ status: 0 });
    expect(eventIdsOf(taken)).toEqual(ids(3));
  });

  test('leaves out lines with a fault, names each, and keeps them as they came', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const bad = [
      'no JSON',
      visit(1, { occurredAt: 'yesterday' }),
      JSON.stringify({ ...(JSON.parse(visit(2)) as object), time: undefined }),
      JSON.stringify({ ...(JSON.parse(visit(3)) as object), source: 'patron' }),
      JSON.stringify({ ...(JSON.parse(visit(4, { occurredAt: later })) as object), time: later }),
    ];
    const { taken, load, leftOut, kept } = await given([visit(0), ...bad, visit(9)]);
    const { status, stdout, stderr } = await load();
    expect(status).toBe(1);
    expect(stdout).toBe('2 events put on patron.\n');
    expect(eventIdsOf(taken)).toEqual(['v-0', 'v-9']);
    expect(readFileSync(leftOut, 'utf8')).toBe(`${bad.join('\n')}\n`);
    for (const fault of [
      'line 2: Cannot accept an entry as an event: entry must be JSON',
      'line 3: Cannot accept VisitMade as an event: occurredAt must be',
      'line 4: Cannot accept VisitMade as an event: time must be',
      'line 5: Cannot accept VisitMade as an event: source must be',
      'line 6: Cannot accept VisitMade as an event: occurredAt must be at most 5 minutes after',
      `5 lines with a fault are in ${leftOut}`,
    ])
      expect(stderr).toContain(fault);
    expect(kept()).toMatchObject({ lines: 7, put: 2, finished: true });
  });

  test('does not load a file twice unasked, and has nothing left to do when it is asked to go on', async () => {
    const { calls, load, place } = await given(visits(5));
    await load();
    const before = calls.length;
    const again = await load();
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toContain(
      `was loaded on patron already, 5 lines of it; go on with --resume, or remove ${place}`,
    );
    expect(await load('--resume')).toMatchObject({ status: 0, stdout: '0 events put on patron, after 5 before.\n' });
    expect(calls).toHaveLength(before);
  });

  test('stops where the bus refuses for good, and goes on from its place', async () => {
    const count = 300;
    const lines = Array.from({ length: count }, (_, number) => visit(number, { customerId: `c-${number % 100}` }));
    const { taken, load, kept } = await given(lines, {
      ofEntry: (entry) => (entry === 280 ? 'InvalidArgument' : 'take'),
    });
    const stopped = await load();
    expect(stopped).toMatchObject({ status: 1, stdout: '' });
    expect(stopped.stderr).toContain('InvalidArgument; mend that, and go on with --resume');
    expect(kept()).toMatchObject({ bus: 'patron', lines: 250, put: 250, finished: false });
    const before = taken.length;
    const again = await load('--resume');
    expect(again).toMatchObject({ status: 0, stdout: '50 events put on patron, after 250 before.\n' });
    expect(eventIdsOf(taken.slice(before)).toSorted()).toEqual(ids(50, 250).toSorted());
    expect(new Set(eventIdsOf(taken)).size).toBe(count);
  });

  test('goes on with a load of which the bus has taken nothing yet', async () => {
    const { load, kept } = await given(visits(2), { ofEntry: (entry) => (entry < 2 ? 'InvalidArgument' : 'take') });
    expect((await load()).stderr).toContain('go on with --resume');
    expect(kept()).toMatchObject({ lines: 0, finished: false });
    expect(await load('--resume')).toMatchObject({ status: 0, stdout: '2 events put on patron.\n' });
  });

  test('keeps its place where it is interrupted', async () => {
    const { calls, events, load, kept } = await given(visits(120));
    const child = spawn(node, ['cli/patron.ts', 'load', '--events', events, '--bus', 'patron', '--rate', '20'], {
      cwd: root,
    });
    const ended = once(child, 'close');
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    await vi.waitUntil(() => calls.length > 0, { timeout: 120_000 });
    child.kill('SIGINT');
    const [[status], [, stderr]] = await Promise.all([ended, said]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/Cannot go on after an interruption: \d+ lines are done, go on with --resume/);
    const { lines } = kept() as { lines: number };
    expect(lines).toBeGreaterThan(0);
    expect(lines).toBeLessThan(120);
    expect(kept()).toMatchObject({ put: lines, finished: false });
    expect(await load('--resume')).toMatchObject({
      status: 0,
      stdout: `${120 - lines} events put on patron, after ${lines} before.\n`,
    });
  });

  test('goes on with a file that has grown, and with no other', async () => {
    const { taken, events, load, place } = await given(visits(5));
    await load();
    writeFileSync(events, `${visits(8).join('\n')}\n`);
    expect(await load('--resume')).toMatchObject({ status: 0, stdout: '3 events put on patron, after 5 before.\n' });
    expect(eventIdsOf(taken)).toHaveLength(8);
    const kept = readFileSync(place, 'utf8');
    for (const other of [visits(9).with(7, visit(100)), visits(7), []]) {
      writeFileSync(events, other.map((line) => `${line}\n`).join(''));
      const { status, stderr } = await load('--resume');
      expect({ status, stderr }).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('its first 8 lines are others'),
      });
    }
    expect(readFileSync(place, 'utf8')).toBe(kept);
    expect(taken).toHaveLength(8);
  });

  test.each([
    ['a place that is none', '{"bus":"patron"}', 'as the place of a load: current value is'],
    ['no JSON', '{', 'as the place of a load: current value is'],
    [
      'the place on another bus of the same name',
      JSON.stringify({
        bus: 'arn:aws:events:eu-west-1:1:event-bus/patron',
        lines: 0,
        sha256: '',
        put: 0,
        leftOutBytes: 0,
        finished: true,
      }),
      'is the place on arn:aws:events',
    ],
  ])('refuses %s', async (_what, written, message) => {
    const { calls, load, place } = await given(visits(1));
    writeFileSync(place, written);
    const { status, stderr } = await load('--resume');
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
    expect(calls).toEqual([]);
  });

  test('refuses to go on with what was not begun, standard input, and a bus that is not there', async () => {
    const { load, place } = await given(visits(1));
    expect((await load('--resume')).stderr).toContain(`there is no ${place}`);
    const input = await patron(['load', '--events', '-', '--bus', 'patron']);
    expect(input).toMatchObject({ status: 1, stderr: expect.stringContaining('there is no place to keep in it') });
    const { calls, load: loadNowhere, place: none } = await given(visits(1), { found: 'ResourceNotFoundException' });
    expect((await loadNowhere()).stderr).toContain('Cannot use patron as a bus: there is no such bus in eu-west-1');
    expect(calls).toEqual([]);
    expect(existsSync(none)).toBe(false);
  });

  test('goes on where it may not look for the bus, and says what that means', async () => {
    const { taken, load } = await given(visits(2), { found: 'AccessDeniedException' });
    const { status, stderr } = await load();
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('events:DescribeEventBus') });
    expect(taken).toHaveLength(2);
  });
});
