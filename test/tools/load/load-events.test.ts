import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Entry } from '#lib/tools/emit/entry.ts';
import { openLeftOut } from '#lib/tools/load/left-out.ts';
import { loadEvents, type Load } from '#lib/tools/load/load-events.ts';
import { beginningOn, type Place } from '#lib/tools/load/place.ts';
import { newFolder } from '#test/support/folder.ts';

const noon = Date.parse('2026-11-02T12:00:00Z');

const visit = (number: number): string =>
  JSON.stringify({
    time: '2025-03-01T12:00:00Z',
    source: 'shop.test',
    'detail-type': 'VisitMade',
    detail: { eventId: `v-${number}`, customerId: 'ada', occurredAt: '2025-03-01T12:00:00Z' },
  });

const visits = (count: number) => Array.from({ length: count }, (_, number) => visit(number));

/** A load of lines in a time that only pauses let pass. */
const given = async (lines: readonly string[], more: Partial<Load> = {}, leftOut = join(newFolder(), 'left-out')) => {
  let clock = noon;
  const sent: { readonly id: string; readonly at: number }[] = [];
  const places: Place[] = [];
  const outcome = loadEvents({
    events: 'events.jsonl',
    blocks: (async function* () {
      yield lines;
    })(),
    bus: 'patron',
    rate: 10,
    from: beginningOn('patron'),
    now: () => clock,
    sleep: async (ms) => {
      clock += ms;
    },
    sender: {
      send: async ({ detail }: Entry) => {
        sent.push({ id: (JSON.parse(detail) as { eventId: string }).eventId, at: clock - noon });
      },
      flush: async () => {},
    },
    leftOut: await openLeftOut(leftOut, more.from?.leftOutBytes ?? 0),
    keep: async (place) => void places.push(place),
    signal: new AbortController().signal,
    onLine: () => {},
    onFaults: () => {},
    ...more,
  });
  return { outcome, sent, places, leftOut };
};

describe('loadEvents()', () => {
  test.each([
    [10, 25, [0, 1_000, 2_000]],
    [4, 9, [0, 1_000, 2_000]],
    [1, 3, [0, 1_000, 2_000]],
    [1_000, 25, [0, 10, 20]],
  ])('puts at most %d entries a second, ten at once: %d of them', async (rate, count, instants) => {
    const { outcome, sent } = await given(visits(count), { rate });
    await outcome;
    expect(sent).toHaveLength(count);
    expect([...new Set(sent.map(({ at }) => at))]).toEqual(instants);
  });

  test('keeps a place once a second, after everything before it was taken', async () => {
    const order: string[] = [];
    const { outcome, places } = await given(visits(25), {
      sender: { send: async () => void order.push('sent'), flush: async () => void order.push('flushed') },
      keep: async ({ lines }) => void order.push(`kept ${lines}`),
    });
    expect(await outcome).toMatchObject({ lines: 25, put: 25, finished: true });
    expect(places).toEqual([]);
    expect(order.filter((each) => each !== 'sent')).toEqual([
      'flushed',
      'kept 10',
      'flushed',
      'kept 20',
      'flushed',
      'kept 25',
    ]);
  });

  test('ends after the line under way when it is interrupted', async () => {
    const interruption = new AbortController();
    const { outcome, sent } = await given(visits(25), {
      signal: interruption.signal,
      onLine: (line) => line === 7 && interruption.abort(),
    });
    expect(await outcome).toMatchObject({ lines: 7, put: 7, finished: false });
    expect(sent).toHaveLength(7);
  });

  test('interrupted before it is back at its place, stays at it', async () => {
    const { outcome: first } = await given(visits(10));
    const from = { ...(await first), finished: false };
    const interruption = new AbortController();
    const { outcome, sent } = await given(visits(20), {
      from,
      signal: interruption.signal,
      onLine: (line) => line === 5 && interruption.abort(),
    });
    expect(await outcome).toEqual(from);
    expect(sent).toEqual([]);
  });

  test('after a crash leaves no line out twice, and loses none', async () => {
    const lines = Array.from({ length: 30 }, (_, number) => (number % 4 === 0 ? `bad ${number}` : visit(number)));
    let kept = beginningOn('patron');
    const crashed = await given(lines, {
      keep: async (place) => {
        if (place.lines === 20) throw new Error('crash');
        kept = place;
      },
    });
    await expect(crashed.outcome).rejects.toThrow('crash');
    expect(kept).toMatchObject({ lines: 10 });
    const again = await given(lines, { from: kept }, crashed.leftOut);
    expect(await again.outcome).toMatchObject({ lines: 30, put: 22, finished: true });
    const bad = lines.filter((line) => line.startsWith('bad'));
    expect(readFileSync(crashed.leftOut, 'utf8')).toBe(`${bad.join('\n')}\n`);
    const all = [...crashed.sent.slice(0, kept.put), ...again.sent].map(({ id }) => id);
    expect(all).toEqual(lines.flatMap((line, number) => (line.startsWith('bad') ? [] : [`v-${number}`])));
  });

  test('begins no file of left-out lines where an earlier one is, which may have been mended', async () => {
    const first = await given(['bad']);
    await first.outcome;
    await expect(given(['bad'], {}, first.leftOut)).rejects.toThrow('it has those of an earlier load; move it away');
  });
});
