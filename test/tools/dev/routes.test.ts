import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { begin, catalogue, devServer, purchase } from './dev-server.ts';
import { firstEvents, type SentEvent } from './sent-events.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async (settings: Parameters<typeof devServer>[0] = {}) => {
  const dev = await devServer(settings);
  closing.push(dev.close);
  return dev;
};

const day = 86_400_000;

/** A change as a line of `changes.jsonl`. */
const lineOf = ({ event, data }: SentEvent): string => `{"source":"patron","detail-type":"${event}","detail":${data}}`;

const undecided = (line: string): string => line.replace(/"decidedAt":"[^"]*",/, '');

describe('POST /advance', () => {
  test('lets sixty days pass: what is due happens at its own instant', async () => {
    const dev = await start();
    await dev.put(purchase('1'));
    const before = await dev.ask('/advance?by=P59DT23H59M59S', { method: 'POST' });
    expect(await before.json()).toEqual({ now: '2026-03-01T23:59:59.000Z', changes: 0 });
    const exactly = await dev.ask('/advance?by=PT1S', { method: 'POST' });
    expect(await exactly.json()).toEqual({ now: '2026-03-02T00:00:00.000Z', changes: 1 });
    const [, lapsing] = await firstEvents(await dev.ask('/changes'), 2);
    expect(JSON.parse(lapsing?.data ?? '')).toMatchObject({
      origin: 'timer',
      effectiveAt: '2026-03-02T00:00:00.000Z',
      segment: { key: 'lapsing' },
    });
  });

  test.each([
    [
      'P1M',
      'a duration of fixed length: write months and years as days, such as P30D or P365D: current value is "P1M"',
    ],
    ['60', 'an ISO 8601 duration of fixed length such as P30D, PT12H or P1DT12H: current value is "60"'],
    ['P36501D', 'a duration of at most P36500D: current value is "P36501D"'],
    [undefined, 'an ISO 8601 duration of fixed length such as P30D, PT12H or P1DT12H: current value is absent'],
  ])('refuses to let %s pass', async (by, rule) => {
    const dev = await start();
    const response = await dev.ask(`/advance${by === undefined ? '' : `?by=${by}`}`, { method: 'POST' });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'bad-request', message: `Cannot let time pass by "by" as ${rule}` });
  });

  test('does not go beyond what an instant can say', async () => {
    const dev = await start({ frozenAt: () => Date.parse('9999-12-30T00:00:00Z') });
    expect((await dev.ask('/advance?by=P2D', { method: 'POST' })).status).toBe(400);
    expect((await dev.ask('/advance?by=P1D', { method: 'POST' })).status).toBe(200);
  });

  test('is a conflict where time runs', async () => {
    const dev = await start({ frozenAt: undefined });
    const response = await dev.ask('/advance?by=P1D', { method: 'POST' });
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 409,
      body: { error: 'conflict' },
    });
  });
});

describe('patron dev where time runs', () => {
  test('lets what is due happen by itself', async () => {
    const wall = { now: begin };
    const dev = await start({ frozenAt: undefined, now: () => wall.now });
    wall.now = begin + 60 * day;
    const [, lapsing] = await Promise.all([dev.put(purchase('1')), firstEvents(await dev.ask('/changes'), 2)]);
    expect(JSON.parse(lapsing[1]?.data ?? '')).toMatchObject({ origin: 'live', segment: { key: 'lapsing' } });
    await dev.put(purchase('2', { occurredAt: new Date(wall.now - 60 * day + 5).toISOString() }));
    wall.now += 50;
    const events = await firstEvents(await dev.ask('/changes'), 4);
    expect(JSON.parse(events[3]?.data ?? '')).toMatchObject({
      origin: 'timer',
      effectiveAt: '2026-03-02T00:00:00.005Z',
    });
  });
});

describe('GET /changes', () => {
  test('has a change as it comes, under its id and its type', async () => {
    const dev = await start();
    const stream = await dev.ask('/changes');
    await dev.put(purchase('1'));
    const [change] = await firstEvents(stream, 1);
    expect(change).toMatchObject({ id: 'cust-42:1', event: 'SegmentEntered' });
    expect(JSON.parse(change?.data ?? '')).toMatchObject({
      changeId: 'cust-42:1',
      customerId: 'cust-42',
      cause: { eventId: 'order-1' },
    });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
  });

  test('goes on behind the change that was last, and has all of them where none of that id is there', async () => {
    const dev = await start();
    await dev.put(purchase('1'), purchase('2', { customerId: 'cust-43' }));
    await dev.ask('/advance?by=P60D', { method: 'POST' });
    const from = async (init: RequestInit, count: number) =>
      (await firstEvents(await dev.ask('/changes', init), count)).map(({ id }) => id);
    const all = ['cust-42:1', 'cust-43:1', 'cust-42:2', 'cust-43:2'];
    expect(await from({}, 4)).toEqual(all);
    expect(await from({ headers: { 'last-event-id': 'cust-43:1' } }, 2)).toEqual(all.slice(2));
    expect(await from({ headers: { 'last-event-id': 'cust-44:1' } }, 4)).toEqual(all);
  });

  test('has with after=now only what comes', async () => {
    const dev = await start();
    await dev.put(purchase('1'));
    const stream = await dev.ask('/changes?after=now');
    await dev.put(purchase('2', { customerId: '~odd:1' }), purchase('3', { customerId: 'cust-43' }));
    expect((await firstEvents(stream, 1)).map(({ id }) => id)).toEqual(['cust-43:1']);
  });

  test('tells of an erasure, and has nothing of the erased afterwards', async () => {
    const dev = await start();
    const stream = await dev.ask('/changes');
    const erasure = { eventId: 'forget', customerId: 'cust-42', occurredAt: '2026-01-01T00:00:00Z' };
    await dev.put(
      purchase('1'),
      { ...purchase('2'), DetailType: 'ErasureRequested', Detail: JSON.stringify(erasure) },
      purchase('3', { customerId: 'cust-43' }),
    );
    const events = await firstEvents(stream, 4);
    expect(events.map(({ id, event }) => [event, id])).toEqual([
      ['SegmentEntered', 'cust-42:1'],
      ['SegmentExited', 'cust-42:2'],
      ['ProfileErased', undefined],
      ['SegmentEntered', 'cust-43:1'],
    ]);
    expect((await firstEvents(await dev.ask('/changes'), 1)).map(({ id }) => id)).toEqual(['cust-43:1']);
  });

  test('forgets a reader who has gone', async () => {
    const dev = await start();
    const gone = new AbortController();
    const stream = await dev.ask('/changes', { signal: gone.signal });
    gone.abort();
    await expect(stream.text()).rejects.toThrow('aborted');
    await sleep(0);
    expect(await dev.put(purchase('1'))).toMatchObject({ FailedEntryCount: 0 });
  });
});

describe('GET /events', () => {
  test('has what came, refused and repeated events too, as lines that give the same changes but for decidedAt', async () => {
    const dev = await start();
    await dev.put(
      purchase('1'),
      purchase('1'),
      purchase('2', { total: -1 }),
      purchase('3', { customerId: undefined, anonymousId: 'v' }),
    );
    await dev.ask('/advance?by=P30D', { method: 'POST' });
    const link = { eventId: 'link', customerId: 'cust-42', anonymousId: 'v', occurredAt: '2026-01-31T00:00:00Z' };
    await dev.put({ ...purchase('4'), DetailType: 'IdentityLinked', Detail: JSON.stringify(link, undefined, 2) });
    await dev.ask('/advance?by=P31D', { method: 'POST' });
    const changes = await firstEvents(await dev.ask('/changes'), 4);
    await inNewFolder(async (folder) => {
      const file = join(folder, 'events.jsonl');
      await writeFile(file, await (await dev.ask('/events')).text());
      expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(5);
      const events = readLines(createReadStream(file));
      await replay({ catalogue, events, out: folder, until: dev.shop.now, stopwatch: () => 0 });
      const replayed = (await readFile(join(folder, 'changes.jsonl'), 'utf8')).trim().split('\n');
      expect(changes.map(lineOf).map(undecided)).toEqual(replayed.map(undecided));
    });
  });
});

describe('POST /reset', () => {
  test('begins anew, where time stood at first', async () => {
    const dev = await start();
    await dev.put(purchase('1'));
    await dev.ask('/advance?by=P60D', { method: 'POST' });
    const stream = await dev.ask('/changes');
    expect(await (await dev.ask('/reset', { method: 'POST' })).json()).toEqual({ now: '2026-01-01T00:00:00.000Z' });
    expect(await (await dev.ask('/events')).text()).toBe('');
    // Whoever read along comes again.
    await stream.text();
    await dev.put(purchase('1'));
    expect((await firstEvents(await dev.ask('/changes'), 1)).map(({ id }) => id)).toEqual(['cust-42:1']);
  });
});

describe('patron dev', () => {
  test('says what is where, and what is not', async () => {
    const dev = await start();
    expect(await (await dev.ask('/')).text()).toContain(`AWS_ENDPOINT_URL_EVENTBRIDGE=${dev.url}`);
    const unknown = await dev.ask('/chnges');
    expect({ status: unknown.status, body: await unknown.json() }).toMatchObject({
      status: 404,
      body: { error: 'not-found' },
    });
    expect((await dev.ask('/v1/segments')).status).toBe(404);
  });

  test('hands what is below /v1 to the API, once it is there', async () => {
    const dev = await start({
      api:
        () =>
        ({ url }) =>
          Response.json({ path: new URL(url).pathname }),
    });
    expect(await (await dev.ask('/v1/segments')).json()).toEqual({ path: '/v1/segments' });
  });

  test('shows a browser the console at every address that no route has, and programs what they ask for', async () => {
    const dev = await start({ pages: ({ url }) => new Response(`page of ${new URL(url).pathname}`) });
    const seen = async (path: string, accept?: string) =>
      (await dev.ask(path, { headers: accept === undefined ? {} : { accept } })).text();
    const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';
    expect(await seen('/', browser)).toBe('page of /');
    expect(await seen('/people/cust-42', browser)).toBe('page of /people/cust-42');
    expect(await seen('/assets/main-ABC.js')).toBe('page of /assets/main-ABC.js');
    expect(await seen('/sign-in.json')).toBe('page of /sign-in.json');
    expect(await seen('/')).toContain(`Console      ${dev.url}/`);
    expect(await seen('/events', browser)).toBe('');
    expect((await dev.ask('/people/cust-42')).status).toBe(404);
    expect((await dev.ask('/', { headers: { accept: browser, origin: 'https://elsewhere.example' } })).status).toBe(
      403,
    );
  });

  test('says that another program listens at its port', async () => {
    const dev = await start();
    const { port } = new URL(dev.url);
    await expect(devServer({ port: Number(port) })).rejects.toThrow(
      `Cannot listen at 127.0.0.1:${port}: another program listens there`,
    );
  });

  test('goes on where it was, of a store', async () => {
    await inNewFolder(async (folder) => {
      const file = join(folder, 'shop.sqlite');
      const first = await devServer({ file });
      await first.put(purchase('1'));
      await first.ask('/advance?by=P10D', { method: 'POST' });
      await first.close();
      const second = await start({ file });
      expect(await second.put(purchase('1'))).toMatchObject({ FailedEntryCount: 0 });
      expect(second.said).toEqual(['duplicate']);
      expect(await (await second.ask('/advance?by=P50D', { method: 'POST' })).json()).toEqual({
        now: '2026-03-02T00:00:00.000Z',
        changes: 1,
      });
      await closing.pop()?.();
    });
  });
});
