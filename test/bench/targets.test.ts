import { describe, expect, test } from 'vitest';
import type { Figure } from '../../bench/benchmark.ts';
import { benchmarks } from '../../bench/benchmarks.ts';
import { runBenchmarks } from '../../bench/harness/run.ts';
import { aims, targetsOf } from '../../bench/targets/aims.ts';
import { targets } from '../../bench/targets.ts';

/** A benchmark that reports the figure of one aim. */
const measuring = (figure: Figure) => async () => ({
  name: 'heart',
  about: 'as if measured',
  run: async (report: { readonly figure: (one: Figure) => void }) => report.figure(figure),
});

const invoices: Figure = {
  name: 'heart.json-parse.online-retail',
  about: 'apply',
  unit: 'events/s',
  ours: 75,
  baseline: 100,
  ratio: 0.75,
};

const linesOf = async (figure: Figure): Promise<string> => {
  const out: string[] = [];
  const output = { out: (text: string) => out.push(text), error: (text: string) => out.push(text) };
  await runBenchmarks(['heart', 'targets'], output, { heart: measuring(figure), targets: async () => targets });
  return out.join('\n');
};

describe('targets', () => {
  test('has the figures that were measured in the same run, with their verdicts', async () => {
    expect(await linesOf(invoices)).toMatch(
      /\| speed of the heart on invoices .* \| ≥ 1 \| 0\.75 \| missed by 25 % \|/,
    );
    expect(await linesOf({ ...invoices, ratio: 1 })).toMatch(
      /\| speed of the heart on invoices .* \| ≥ 1 \| 1 \| met \|/,
    );
  });

  test('names the benchmark of what was not', async () => {
    expect(await linesOf(invoices)).toContain(
      '| memory for a million events to 100,000 | ≤ 1.2 |  | not in this run: `npm run bench -- scale` |',
    );
  });

  test('makes out the bills of a million events by itself', async () => {
    expect(await linesOf(invoices)).not.toContain('npm run bench -- targets');
    expect(await linesOf(invoices)).toMatch(
      /\| of these the units of the table \| ≤ 2\.9 \| \d\.\d+ \| (met|missed by)/,
    );
  });

  test('each has a figure of its own, of a benchmark that there is', () => {
    const figures = aims.map(({ figure }) => figure);
    expect(new Set(figures).size).toBe(figures.length);
    for (const figure of figures) expect(Object.keys(benchmarks)).toContain(figure.split('.')[0]);
  });
});

describe('targetsOf()', () => {
  test('gives a benchmark the bound of its figure, and none of a figure that is not aimed at', () => {
    expect(targetsOf('scale.memory')).toEqual([{ of: 'ratio', atMost: 1.2 }]);
    expect(targetsOf('scale.speed')).toEqual([]);
  });
});
