import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { inFolder, writeLines } from './data/cache.ts';
import { replicas } from './data/replicas.ts';
import { putCustomers } from './growth/customer-base.ts';
import { arrivedEvents, ledgerEvents, ordinary, stateAfter, stretch } from './growth/shopper.ts';
import { alternate } from './harness/rounds.ts';
import { compare } from './harness/statistics.ts';
import { measuredProcess, type Usage } from './process/measured-process.ts';

/** The demo's shop has some 480 customers: so many of it have ten thousand. */
const shops = 21;
const parts = 4;

const megabyte = 1_000_000;

/** A pass over a store, in a process of its own. */
const passOver = (store: string, folder: string): Promise<Usage> =>
  measuredProcess(['bench/programs/insight-pass.ts', store, folder, String(parts)]);

/** Valid lines alone: some of the demo's are there to be refused. */
const linesOfShops = (): Iterable<string> =>
  replicas(
    shopYear(1).filter((line) => /^\{.*"(?:customerId|anonymousId)".*\}$/.test(line)),
    shops,
  );

const besideReplay = (report: Report): Promise<void> =>
  inFolder(async (folder) => {
    const [events, store] = [join(folder, 'events.jsonl'), join(folder, 'shop.sqlite')];
    const lines = await writeLines(events, linesOfShops());
    const replay = (name: string) =>
      measuredProcess(
        ['cli/patron.js', 'replay', '--events', events, '--out', join(folder, name)].concat(
          name === 'first' ? ['--store', store] : [],
        ),
      );
    await replay('first');
    const rounds = await alternate([() => passOver(store, join(folder, 'objects')), () => replay('again')], {
      rounds: report.rounds,
      warmUp: false,
    });
    const pairsOf = (of: (usage: Usage) => number) =>
      rounds.map(([pass, replayed]) => [of(pass as Usage), of(replayed as Usage)] as const);
    const { rounds: taken, ...times } = compare(pairsOf(({ cpuMs }) => cpuMs));
    const { ratio: elapsed } = compare(pairsOf(({ elapsedMs }) => elapsedMs));
    report.figure({
      name: 'insight.replay',
      about: 'processor time of a pass over a year of 10,000 customers, beside patron replay of their events',
      unit: 'ms',
      ...times,
      targets: [{ of: 'ratio', atMost: 1 }],
      details: { events: lines, elapsedRatio: elapsed, rounds: taken },
    });
  });

/** Customers who are put into the store together. */
const block = 10_000;

/** The number of different pasts that customers have: from 20 to 119 events. */
const pasts = 100;

/** A store of customers, each with one of a hundred pasts; its ledger holds only their latest event. */
const fill = async (file: string, customers: number): Promise<void> => {
  const catalogue = compile(defaultCatalogue);
  const states = Array.from({ length: pasts }, (_, more) =>
    stateAfter(catalogue, arrivedEvents(ordinary, 'customer', [0, stretch + more])),
  );
  const pastOf = (index: number) => {
    const [customerId, events] = [`customer-${index}`, stretch + (index % pasts)];
    const state = states[index % pasts];
    if (state === undefined) throw new RangeError(`Cannot make customer ${index}: there is no such past`);
    return { customerId, state, events: ledgerEvents(ordinary, customerId, [events - 1, events]) };
  };
  const store = openEmbeddedStore(file);
  try {
    await store.catalogues.keep({ deployment: 0, source: catalogue.source });
    for (let first = 0; first < customers; first += block)
      await putCustomers(
        { store },
        Array.from({ length: Math.min(block, customers - first) }, (_, index) => pastOf(first + index)),
      );
  } finally {
    store.close();
  }
};

const many = 1_000_000;
const mostMemory = 1_500;

const memoryOf = (report: Report): Promise<void> =>
  inFolder(async (folder) => {
    const store = join(folder, 'many.sqlite');
    await mkdir(join(folder, 'objects'));
    await fill(store, many);
    const { peakBytes, cpuMs } = await passOver(store, join(folder, 'objects'));
    report.figure({
      name: 'insight.memory',
      about: 'the most memory that is resident in a pass over a million customers',
      unit: 'MB',
      ours: peakBytes / megabyte,
      targets: [{ of: 'ours', atMost: mostMemory }],
      details: { customers: many, parts, cpuMs },
    });
  });

/** The pass for insight, over embedded stores. */
export const insight: Benchmark = {
  name: 'insight',
  about: 'the pass for insight over 10,000 customers beside a replay of their events, and its memory over a million',
  run: async (report) => {
    await besideReplay(report);
    await memoryOf(report);
  },
};
