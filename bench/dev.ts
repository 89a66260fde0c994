import { startProcess } from '#test/dev/dev-process.ts';
import { days, playDays } from '#test/dev/demo-days.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { Benchmark } from './benchmark.ts';
import { inFolder } from './data/cache.ts';
import { compare, type Pair } from './harness/statistics.ts';

const stopwatch = (): number => performance.now();

/** Plays the days at a process, and replays what came there: the milliseconds of both. */
const round = (): Promise<{ readonly pair: Pair; readonly events: number }> =>
  inFolder(async (out) => {
    const dev = await startProcess('--frozen', '--now', new Date(days.from).toISOString());
    const began = stopwatch();
    const events = await playDays(dev.url);
    const played = stopwatch() - began;
    const { body } = await fetch(`${dev.url}/events`);
    const lines = await Array.fromAsync(readLines(body ?? new ReadableStream<Uint8Array>()));
    await dev.end('SIGINT');
    const blocks = async function* () {
      yield* lines;
    };
    const replayed = stopwatch();
    await replay({ catalogue: compile(defaultCatalogue), events: blocks(), out, until: days.to, stopwatch });
    return { pair: [played, stopwatch() - replayed], events };
  });

/** A shop under development. */
export const dev: Benchmark = {
  name: 'dev',
  about: 'sixty days of the shop of the demo, put on patron dev by the AWS SDK',
  run: async (report) => {
    const rounds = [];
    for (let number = 0; number < report.rounds; number += 1) rounds.push(await round());
    const { rounds: count, ...times } = compare(rounds.map(({ pair }) => pair));
    report.figure({
      name: 'dev.sixty-days',
      about:
        'sixty days of the shop of the demo at patron dev --frozen, hour by hour over HTTP, beside a replay of the same events',
      unit: 'ms',
      ...times,
      targets: [{ of: 'ours', atMost: 60_000 }],
      details: { events: rounds[0]?.events ?? 0, rounds: count },
    });
  },
};
