import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { chanceFrom } from '#lib/core/chance.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { replayedChanges } from '#test/tools/local-shop/replayed-changes.ts';
import { clientOf, purchase } from '#test/tools/dev/dev-server.ts';
import { openReceiver, type Received } from '#test/tools/dev/receiver.ts';
import { collect } from './collect.ts';
import { differences } from './differences.ts';
import { startProcess, type DevProcess } from './dev-process.ts';

const kills = 8;

interface Change {
  readonly detail: { readonly changeId: string; readonly customerId: string; readonly sequence: number };
}

const changeOf = (line: string): Change['detail'] => (JSON.parse(line) as Change).detail;

/** A shop that goes on, whatever becomes of Patron, and remembers what Patron has acknowledged. */
const livingShop = (random: () => number) => {
  const acknowledged: string[] = [];
  let order = 0;

  /** Puts a few orders, and sometimes lets days pass. */
  const step = async (url: string, client: EventBridgeClient): Promise<void> => {
    const orders = Array.from({ length: 1 + Math.floor(random() * 3) }, () => (order += 1));
    const Entries = orders.map((each) => purchase(`${each}`, { customerId: `cust-${each % 7}` }));
    const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }));
    if (FailedEntryCount === 0) acknowledged.push(...orders.map((each) => `order-${each}`));
    if (random() < 0.2) await fetch(`${url}/advance?by=P9D`, { method: 'POST' });
  };

  /** Goes on until the process is gone. */
  const live = async ({ url }: DevProcess): Promise<void> => {
    const client = clientOf(url);
    try {
      for (;;) await step(url, client);
    } catch {
      client.destroy();
    }
  };
  return { acknowledged, live };
};

/** Every body that was seen of each change. */
const bodiesOf = (lines: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const bodies = new Map<string, Set<string>>();
  for (const line of lines) {
    const { changeId } = changeOf(line);
    bodies.set(changeId, (bodies.get(changeId) ?? new Set()).add(line));
  }
  return bodies;
};

const delivered = ({ taken }: { readonly taken: readonly Received[] }) => taken.map(({ body }) => body);

describe('patron dev --store, killed at any moment', () => {
  test('goes on where it was: nothing acknowledged is lost, and no change is told in two ways', async () => {
    await inNewFolder(async (folder) => {
      const random = chanceFrom(19);
      const hook = await openReceiver((call) => (call % 5 === 3 ? 500 : 204));
      const start = () =>
        startProcess(
          '--store',
          join(folder, 'shop.sqlite'),
          '--frozen',
          '--now',
          '2026-01-01T00:00:00Z',
          '--webhook',
          hook.url,
        );
      const { acknowledged, live } = livingShop(random);
      const seen: string[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        const dev = await start();
        const stream = collect(await fetch(`${dev.url}/changes`));
        const living = live(dev);
        await sleep(50 + random() * 400);
        await dev.end('SIGKILL');
        await Promise.all([living, stream.ended]);
        seen.push(...stream.lines);
      }
      const last = await start();
      const events = (await (await fetch(`${last.url}/events`)).text()).trim().split('\n');
      const { now } = (await (await fetch(`${last.url}/advance?by=PT0S`, { method: 'POST' })).json()) as {
        now: string;
      };
      const replayed = await replayedChanges(compile(defaultCatalogue), events, Date.parse(now));
      const stream = collect(await fetch(`${last.url}/changes`));
      while (stream.lines.length < replayed.length) await sleep(10);
      while (bodiesOf(delivered(hook)).size < replayed.length) await sleep(10);
      await last.end('SIGKILL');
      await hook.close();

      const ids = events.map((line) => (JSON.parse(line) as { detail: { eventId: string } }).detail.eventId);
      expect(acknowledged.length).toBeGreaterThan(kills);
      expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(differences(stream.lines, replayed)).toEqual([]);
      // Seen before a kill, delivered, or read at the end: each change was told in the same words each time.
      const told = bodiesOf([...seen, ...delivered(hook), ...stream.lines]);
      expect(told.size).toBe(replayed.length);
      expect([...told.values()].filter(({ size }) => size > 1)).toEqual([]);
      // A person's changes reach the webhook in their order.
      const firsts = [...new Map(delivered(hook).map((line) => [changeOf(line).changeId, changeOf(line)])).values()];
      for (const [, changes = []] of Map.groupBy(firsts, ({ customerId }) => customerId))
        expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, index) => index + 1));
    });
  });
});
