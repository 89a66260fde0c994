import type { SamplePool } from '#lib/core/insight/sample-pool.ts';
import { packLines } from './kept-lines.ts';
import { mustGetJson, putJson } from './json-objects.ts';
import { takeWork } from './kept-work.ts';
import { keys } from './keys.ts';
import { openTerms, type RunStores } from './open-stage.ts';
import { planCounts } from './plan-counts.ts';
import { publishAll } from './published.ts';
import { metricResults } from './results/metrics.ts';
import type { Run } from './run.ts';
import { Samples, type SamplesPlan } from './samples.ts';

const linesOf = function* (people: SamplePool<string>): Iterable<string> {
  yield JSON.stringify(people.counts());
  for (const pooled of people) yield JSON.stringify(pooled);
};

/** Joins the samples, publishes what everybody's past tells, and plans by the samples what to count. */
export const planStage = async (stores: RunStores, run: Run): Promise<void> => {
  const { objects } = stores;
  const { id, minimum, parts } = run;
  const terms = await openTerms(stores, { run: id, minimum });
  const samplesPlan = await mustGetJson<SamplesPlan>(objects, keys.plan(id, 'samples'));
  const samples = new Samples(terms, samplesPlan);
  for (let index = 0; index < parts; index += 1) await takeWork(objects, keys.part(id, 'samples', index), samples);
  const published = await publishAll(objects, id, metricResults(terms, samples));
  const plan = planCounts(terms, samplesPlan, { samples, published });
  await putJson(objects, keys.plan(id, 'counts'), plan);
  await objects.put(keys.people(id), packLines(linesOf(samples.people)));
};
