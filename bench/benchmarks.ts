import type { Benchmark } from './benchmark.ts';

/** Every benchmark by its name, loaded only when it is asked for; without names all of them run, in this order. */
export const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  heart: async () => (await import('./heart.ts')).heart,
  peers: async () => (await import('./peers.ts')).peers,
  predictions: async () => (await import('./predictions.ts')).predictions,
  replay: async () => (await import('./replay.ts')).replay,
  growth: async () => (await import('./growth.ts')).growth,
  corrections: async () => (await import('./corrections.ts')).corrections,
  writes: async () => (await import('./writes.ts')).writes,
  coldstart: async () => (await import('./coldstart.ts')).coldstart,
  update: async () => (await import('./update.ts')).update,
  scale: async () => (await import('./scale.ts')).scale,
  fit: async () => (await import('./fit.ts')).fit,
  insight: async () => (await import('./insight.ts')).insight,
  dev: async () => (await import('./dev.ts')).dev,
  preview: async () => (await import('./preview.ts')).preview,
  publication: async () => (await import('./publication.ts')).publication,
  console: async () => (await import('./console.ts')).consoleScreens,
  targets: async () => (await import('./targets.ts')).targets,
};
