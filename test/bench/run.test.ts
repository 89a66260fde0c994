import { describe, expect, test } from 'vitest';
import type { Benchmark, Figure } from '../../bench/benchmark.ts';
import { benchmarks } from '../../bench/benchmarks.ts';
import { readArguments, runBenchmarks } from '../../bench/harness/run.ts';

const figureOf = (name: string): Figure => ({
  name,
  about: 'twice as fast',
  unit: 'events/s',
  ours: 20,
  baseline: 10,
  ratio: 2,
  targets: [{ of: 'ratio', atLeast: 3 }],
});

const quick: Benchmark = {
  name: 'quick',
  about: 'a quick one',
  run: async ({ figure, rounds }) => {
    figure({ ...figureOf('quick.one'), details: { rounds } });
  },
};

const broken: Benchmark = {
  name: 'broken',
  about: 'one without data',
  run: async () => {
    throw new Error('Cannot measure on the events of a shop: there is no file\nat somewhere');
  },
};

const known = { broken: async () => broken, quick: async () => quick };

const run = async (...args: readonly string[]) => {
  const out: string[] = [];
  const error: string[] = [];
  const status = await runBenchmarks(args, { out: (text) => out.push(text), error: (text) => error.push(text) }, known);
  return { status, out, error };
};

describe('runBenchmarks()', () => {
  test('runs what is named, and prints figures to standard output; a missed target is no failure', async () => {
    const { status, out, error } = await run('quick');
    expect(status).toBe(0);
    expect(out.join('\n')).toContain('quick.one: 20 events/s, baseline 10 events/s, ratio 2');
    expect(out.join('\n')).toContain('missed by 33.4 %');
    expect(error).toEqual([]);
  });

  test('with --json writes nothing but JSON to standard output, and the rest to standard error', async () => {
    const { status, out, error } = await run('quick', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      'quick.one': { ratio: 2, ours: 20, baseline: 10, unit: 'events/s', rounds: 5 },
    });
    expect(error.join('\n')).toContain('quick.one: 20 events/s');
  });

  test('runs all where none is named, goes on after one that cannot measure, and ends with status 1', async () => {
    const { status, out, error } = await run('--json');
    expect(status).toBe(1);
    expect(Object.keys(JSON.parse(out.join('\n')) as object)).toEqual(['quick.one']);
    expect(error.at(-1)).toBe('bench: broken: Cannot measure on the events of a shop: there is no file');
  });

  test.each([
    [['slow'], 'bench: Cannot run slow as a benchmark: there are broken, quick'],
    [['quick', '--rounds', 'many'], 'bench: Cannot take many as a number of rounds: it must be a whole number from 1'],
    [['quick', '--fast'], "bench: Unknown option '--fast'"],
  ])('refuses %j in one line with status 1', async (args, line) => {
    const { status, out, error } = await run(...args);
    expect([status, out]).toEqual([1, []]);
    expect(error).toHaveLength(1);
    expect(error[0]).toContain(line);
    expect(error[0]).not.toContain('\n');
  });

  test('says that few rounds are not to be quoted', async () => {
    const { out } = await run('quick', '--rounds', '1');
    expect(out[0]).toBe('Only 1 rounds: for a quick look, not to be quoted.');
  });
});

describe('readArguments()', () => {
  test('takes a file of events in place of the real shops’', () => {
    expect(readArguments(['--events', 'mine.jsonl', 'quick'], ['quick'])).toEqual({
      names: ['quick'],
      json: false,
      rounds: 5,
      events: 'mine.jsonl',
    });
  });

  test('takes each name once', () => {
    expect(readArguments(['quick', 'quick'], ['quick', 'other']).names).toEqual(['quick']);
  });
});

describe('benchmarks', () => {
  test('are all that the project promises', () => {
    const names = [
      'heart',
      'peers',
      'predictions',
      'replay',
      'growth',
      'corrections',
      'writes',
      'coldstart',
      'update',
      'scale',
      'fit',
      'insight',
      'dev',
      'preview',
      'publication',
      'console',
      'targets',
    ];
    expect(Object.keys(benchmarks)).toEqual(names);
  });
});
