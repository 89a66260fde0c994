import type { ReadingStage } from './run.ts';

/**
 * The keys under which a run keeps what it finds. What stands under `parts/` and `sample/` is of single persons, and is to be gone
 * after two days; `buyers/` has numbers without ids, which `patron fit` reads; `results/` names nobody.
 */
export const keys = {
  /** The catalogue that a run goes by. */
  catalogue: (run: string): string => `parts/${run}/catalogue.json`,
  /** What a stage goes by. */
  plan: (run: string, stage: ReadingStage): string => `parts/${run}/${stage}/plan`,
  /** How far a part has come in a stage, and what it has found up to there. */
  part: (run: string, stage: ReadingStage, index: number): string => `parts/${run}/${stage}/part-${index}`,
  /** The people of all samples. */
  people: (run: string): string => `parts/${run}/people`,
  /** The model that was fitted, or what the data lack for one. */
  model: (run: string): string => `parts/${run}/model.json`,
  buyers: (run: string, index: number): string => `buyers/${run}/${index}`,
  /** What was gathered for a fit in the newest run that has come so far. */
  latestBuyers: 'buyers/latest.json',
  /** People with their events, for previews of a segment. */
  sample: (run: string, index: number): string => `sample/${run}/${index}`,
  latestSample: 'sample/latest.json',
  /** How many will leave each segment in the days ahead. It is no result that is announced. */
  leavers: (run: string): string => `results/${run}/leavers.json`,
  /** Buyers by recency and frequency. It is no result that is announced either. */
  rfm: (run: string): string => `results/${run}/rfm.json`,
  result: (run: string, name: string): string => `results/${run}/${name}.json`,
  /** All results of the newest run that was completed. */
  latest: 'results/latest.json',
} as const;
