import type { Benchmark } from './benchmark.ts';
import { inFolder, writeLines } from './data/cache.ts';
import { replicas } from './data/replicas.ts';
import { linesOf, realShops } from './data/shop-events.ts';
import { numberText } from './harness/figure-text.ts';
import { alternate } from './harness/rounds.ts';
import { compare, type Pair } from './harness/statistics.ts';
import type { Usage } from './process/measured-process.ts';
import { replayFile } from './process/replay-work.ts';
import { targetsOf } from './targets/aims.ts';

const million = 1_000_000;
const hundredThousand = 100_000;
const megabyte = 1_000_000;

/** A file of at least as many events as were asked for, with their number. */
interface Crowd {
  readonly folder: string;
  readonly file: string;
  readonly events: number;
}

/** Replicates whole shops, so that more events mean more people, not longer histories. */
const makeCrowd = async (folder: string, lines: readonly string[], least: number): Promise<Crowd> => {
  const file = `${folder}/events-${least}.jsonl`;
  const events = await writeLines(file, replicas(lines, Math.ceil(least / lines.length)));
  return { folder, file, events };
};

const replayCrowd = ({ folder, file }: Crowd): Promise<Usage> => replayFile(folder, file);

/** A million events in one process. */
export const scale: Benchmark = {
  name: 'scale',
  about: 'patron replay of a million events, the real ones replicated under other customers, beside a hundred thousand',
  run: (report) =>
    inFolder(async (folder) => {
      const shops = await realShops(report, ['online-retail', 'olist']);
      const lines = (await Promise.all(shops.map(({ file }) => linesOf(file)))).flat();
      const large = await makeCrowd(folder, lines, million);
      const small = await makeCrowd(folder, lines, hundredThousand);
      const rounds = await alternate([() => replayCrowd(large), () => replayCrowd(small)], {
        rounds: report.rounds,
        warmUp: false,
      });
      const pairsOf = (of: (usage: Usage, crowd: Crowd) => number) =>
        rounds.map(([ours, baseline]): Pair => [of(ours as Usage, large), of(baseline as Usage, small)]);
      const details = { events: large.events, baselineEvents: small.events };
      const { rounds: taken, ...speeds } = compare(
        pairsOf(({ elapsedMs }, { events }) => (events * 1_000) / elapsedMs),
      );
      report.figure({
        name: 'scale.speed',
        about: 'the whole process, from its start to its end, beside a tenth of the events',
        unit: 'events/s',
        ...speeds,
        details: { ...details, rounds: taken },
      });
      report.say(`    A million events in ${numberText(million / speeds.ours)} s.`);
      report.figure({
        name: 'scale.memory',
        about:
          'the most memory that was resident, beside that of a tenth of the events; flat is a ratio of 1, but for noise',
        unit: 'MB',
        ...compare(pairsOf(({ peakBytes }) => peakBytes / megabyte)),
        targets: targetsOf('scale.memory'),
        details,
      });
    }),
};
