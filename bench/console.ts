import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { openEmbeddedReader } from '#lib/ports/store/embedded/embedded-store.ts';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import { countAndKeep } from '#lib/tools/local-api/kept-counts.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { inFolder, writeLines } from './data/cache.ts';
import { shortReplicas } from './data/short-replicas.ts';
import { alternate } from './harness/rounds.ts';
import { compare, type Pair } from './harness/statistics.ts';
import { measuredProcess } from './process/measured-process.ts';

/** The demo's shop has some 500 people: so many of it have a hundred thousand. */
const shops = 202;

/** What a screen may take: a second. */
const mostMs = 1_000;

/** What each screen asks first. */
const screens = {
  segments: '/v1/console/segments',
  segment: '/v1/console/segments/champions',
  leavers: '/v1/console/segments/champions/leavers',
  person: '/v1/console/people/cust-7.r2',
  changes: '/v1/console/changes',
  language: '/v1/console/language',
  quality: '/v1/console/quality',
  movement: '/v1/console/insight/metrics?segment=one-time-buyers',
  compare: '/v1/console/insight/compare?segment=best',
  places: '/v1/console/insight/places',
  words: '/v1/console/insight/words',
  persona: '/v1/console/insight/persona?segment=one-time-buyers',
  groups: '/v1/console/insight/discover',
  grid: '/v1/console/rfm',
} as const;

const aMinute = 60_000;

type Ask = (path: string) => Promise<number>;

const failed = (error: unknown): void => {
  throw error;
};

const askingOf = (file: string) => {
  const store = openEmbeddedReader(file);
  const shop = { store, catalogue: compile(defaultCatalogue) };
  const { fetch, prepareInsight } = localApi({ mode: 'store', shop, now: Date.now, newId: randomUUID, failed });
  const ask: Ask = async (path) => {
    const began = performance.now();
    const answer = await fetch(new Request(`http://bench.test${path}`));
    await answer.text();
    if (!answer.ok) throw new Error(`Cannot measure ${path}: it answers ${answer.status}`);
    return performance.now() - began;
  };
  const begin = async (): Promise<void> => {
    await Promise.all([prepareInsight(), countAndKeep(store)]);
  };
  return { ask, begin, close: () => store.close() };
};

const measure = async (report: Report, ask: Ask, [name, path]: readonly [string, string]): Promise<void> => {
  const first = await ask(path);
  const rounds = await alternate([() => ask(path), () => ask('/v1/people/cust-7.r2')], report);
  const { rounds: taken, ...times } = compare(rounds.map(([ours, baseline]): Pair => [ours ?? NaN, baseline ?? NaN]));
  report.figure({
    name: `console.${name}`,
    about: `${path} on a store that nothing is written into, beside one profile`,
    unit: 'ms',
    ...times,
    targets: [{ of: 'ours', atMost: mostMs }],
    details: { firstMs: first, rounds: taken },
  });
};

/** The answers that the screens of the console wait for. */
export const consoleScreens: Benchmark = {
  name: 'console',
  about:
    'what each screen of the console asks first, over a store of 100,000 profiles that a console has begun to look at',
  run: (report) =>
    inFolder(async (folder) => {
      const [events, file] = [join(folder, 'events.jsonl'), join(folder, 'shop.sqlite')];
      const lines = await writeLines(events, shortReplicas(shopYear(1), shops));
      report.say(`    Replaying ${lines} events.`);
      await measuredProcess(['cli/patron.js', 'replay', '--events', events, '--out', folder, '--store', file]);
      const { ask, begin, close } = askingOf(file);
      // Threads at work do not keep the process alive.
      const waiting = setInterval(() => {}, aMinute);
      try {
        await begin();
        for (const screen of Object.entries(screens)) await measure(report, ask, screen);
      } finally {
        clearInterval(waiting);
        close();
      }
    }),
};
