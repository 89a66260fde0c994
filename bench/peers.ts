import type { Benchmark } from './benchmark.ts';
import { besideBytewax } from './peers/beside-bytewax.ts';
import { besideRules } from './peers/beside-rules.ts';

/** Other ways to decide the same, those that were found to be the fastest first. */
export const peers: Benchmark = {
  name: 'peers',
  about:
    'the heart beside engines for rules that decide the same segments from ready-made facts, and a replay beside one window of a stream engine',
  run: async (report) => {
    await besideRules(report);
    await besideBytewax(report);
  },
};
