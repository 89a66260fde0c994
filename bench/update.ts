import { join } from 'node:path';
import { createLocalTable } from '#test/support/local-table.ts';
import { startDynamoDb } from '#test/support/dynamodb-local.ts';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { environmentOf, type Bundle } from './bundles/bundle.ts';
import { makeBundles } from './bundles/make-bundles.ts';
import { inFolder, project, writeLines } from './data/cache.ts';
import { alternate } from './harness/rounds.ts';
import { compare, median, type Pair } from './harness/statistics.ts';
import { runNode } from './process/run-program.ts';

/** What a batch took, on average. */
interface Taken {
  readonly processorMs: number;
  readonly elapsedMs: number;
  /** What the function itself writes; of Lambda's own lines a deployment keeps none of a run that ends well. */
  readonly logBytes: number;
}

const full = 10;

/** Half of them warm up. */
const events = 1_600;

const name = 'customer-updates.update';

interface Line {
  readonly 'detail-type': string;
  readonly detail: { readonly customerId?: string; readonly anonymousId?: string };
}

/** Whether an event is settled by the update alone: those of visitors may go on through the queue, and there is none. */
const isPlain = (text: string): boolean => {
  if (!text.startsWith('{') || !text.endsWith('}')) return false;
  const { 'detail-type': type, detail } = JSON.parse(text) as Line;
  return type !== 'ErasureRequested' && detail.customerId !== undefined && detail.anonymousId === undefined;
};

const lines = (): readonly string[] => shopYear(1).filter(isPlain).slice(0, events);

interface Setting {
  readonly bundle: Bundle;
  readonly endpoint: string;
  readonly file: string;
}

/** Takes the events in batches of a size, over a table of their own. */
const taking =
  ({ bundle, endpoint, file }: Setting, size: number) =>
  async (): Promise<Taken> => {
    const table = await createLocalTable(endpoint);
    const env = {
      ...environmentOf(bundle),
      TABLE_NAME: table.tableName,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
    };
    const program = ['bench/programs/take-batches.ts', join(bundle.folder, 'index.js'), file, String(size)];
    try {
      const { output, aside } = await runNode(program, { cwd: project, env });
      const { runs, ...times } = JSON.parse(aside) as Omit<Taken, 'logBytes'> & { readonly runs: number };
      return { ...times, logBytes: Buffer.byteLength(output) / runs };
    } finally {
      await table.drop();
    }
  };

const pairsOf = (taken: readonly (readonly Taken[])[], of: (one: Taken) => number): readonly Pair[] =>
  taken.map(([ten, one]): Pair => [ten ? of(ten) : NaN, one ? of(one) : NaN]);

const report = ({ figure, rounds }: Report, taken: readonly (readonly Taken[])[]): void => {
  const { rounds: _, ...times } = compare(pairsOf(taken, ({ processorMs }) => processorMs));
  const elapsed = (at: number): number => median(taken.map((round) => round[at]?.elapsedMs ?? NaN));
  figure({
    name: 'update.processor',
    about: 'processor time of the update of a batch of ten events, from the bundle, beside a batch of one',
    unit: 'ms',
    ...times,
    details: { events, elapsedMsOfTen: elapsed(0), elapsedMsOfOne: elapsed(1), rounds },
  });
  const { rounds: _rounds, ...bytes } = compare(pairsOf(taken, ({ logBytes }) => logBytes));
  figure({
    name: 'update.log',
    about: 'what the update of a batch of ten events writes to its log, metrics included, beside a batch of one',
    unit: 'bytes',
    ...bytes,
    details: { events },
  });
};

/** The processor time of an update, as the deployed bundle takes it, which `patron cost` makes durations of. */
export const update: Benchmark = {
  name: 'update',
  about: 'processor time of the update of a batch of ten events, from the bundle, beside a batch of one',
  run: (given) =>
    inFolder(async (folder) => {
      const bundle = (await makeBundles(folder)).find((each) => each.name === name);
      if (bundle === undefined) throw new Error(`Cannot find the bundle ${name}`);
      const file = join(folder, 'events.jsonl');
      await writeLines(file, lines());
      const local = await startDynamoDb();
      try {
        const setting = { bundle, endpoint: local.endpoint, file };
        report(given, await alternate([taking(setting, full), taking(setting, 1)], { ...given, warmUp: false }));
      } finally {
        await local.stop();
      }
    }),
};
