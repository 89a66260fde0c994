import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { replayedChanges } from '#test/tools/local-shop/replayed-changes.ts';
import { collect } from './collect.ts';
import { differences } from './differences.ts';
import { startProcess } from './dev-process.ts';
import { days, playDays } from './demo-days.ts';

interface Said {
  readonly detail: { readonly customerId?: string; readonly anonymousId?: string };
  readonly 'detail-type': string;
}

const whose = (line: string): string => {
  const { customerId, anonymousId } = (JSON.parse(line) as Said).detail;
  return customerId ?? `~${anonymousId}`;
};

const isErasure = (line: string): boolean => (JSON.parse(line) as Said)['detail-type'] === 'ProfileErased';

describe('sixty days of the shop of the demo', () => {
  test('pass in patron dev --frozen, and what came gives the same changes when it is replayed, but for decidedAt', async () => {
    const dev = await startProcess('--frozen', '--now', new Date(days.from).toISOString());
    const stream = collect(await fetch(`${dev.url}/changes`));
    await playDays(dev.url);
    const lines = (await (await fetch(`${dev.url}/events`)).text()).trim().split('\n');
    const replayed = await replayedChanges(compile(defaultCatalogue), lines, days.to);
    while (stream.lines.length < replayed.length) await sleep(10);
    await dev.end('SIGINT');
    expect(lines.length).toBeGreaterThan(4_000);
    expect(replayed.length).toBeGreaterThan(1_000);
    // What came of those who were erased is forgotten, but what was said of them is not taken back.
    const erased = new Set(replayed.filter(isErasure).map(whose));
    const others = (all: readonly string[]) => all.filter((line) => !erased.has(whose(line)));
    expect(differences(others(stream.lines), others(replayed))).toEqual([]);
  });
});
