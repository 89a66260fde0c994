import { formatInstant } from '#lib/core/time/instant.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import { announceResults, type AnnounceDeps, type RunResults } from './announce-results.ts';
import { gridOf } from '../report/rfm-grid.ts';
import type { RunModel } from './fit-run.ts';
import { mustGetJson, putJson } from './json-objects.ts';
import { takeWork } from './kept-work.ts';
import { keys } from './keys.ts';
import { openTerms, type RunStores } from './open-stage.ts';
import { Counts } from './counts.ts';
import type { CountsPlan } from './counts-plan.ts';
import { publishAll, type Result } from './published.ts';
import { comparisonResults } from './results/comparisons.ts';
import { CountedRun } from './results/counted-run.ts';
import { groupsResult } from './results/groups.ts';
import { personaResults } from './results/personas.ts';
import { placeResults } from './results/places.ts';
import { wordResults } from './results/words.ts';
import type { Run } from './run.ts';
import { everybodyPlace } from './run-groups.ts';
import { SampledPeople } from './sampled-people.ts';
import { readPeople } from './sampled-run.ts';
import { wouldChange } from './would-change.ts';

const countedRun = async (stores: RunStores, { id, minimum, parts }: Run): Promise<CountedRun> => {
  const { objects } = stores;
  const terms = await openTerms(stores, { run: id, minimum });
  const plan = await mustGetJson<CountsPlan>(objects, keys.plan(id, 'counts'));
  const counts = new Counts(terms, plan);
  for (let index = 0; index < parts; index += 1) await takeWork(objects, keys.part(id, 'counts', index), counts);
  const pool = await readPeople(objects, id, counts.groups.sides);
  return new CountedRun({ terms, plan, counts, people: new SampledPeople(pool, plan.facts.now) });
};

const resultsOf = function* (run: CountedRun, model: RunModel): Iterable<Result> {
  yield* comparisonResults(run);
  yield* placeResults(run);
  yield* wordResults(run);
  yield* personaResults(run);
  yield groupsResult(run);
  yield { kind: 'predictions', name: 'predictions', json: model };
};

const isModel = (model: RunModel): model is FittedModel => 'modelId' in model;

/** Tells all results, and what a model would change, if one was fitted. */
export const resultsStage = async (deps: RunStores & AnnounceDeps, run: Run): Promise<void> => {
  const { objects } = deps;
  const counted = await countedRun(deps, run);
  const model = await mustGetJson<RunModel>(objects, keys.model(run.id));
  const { plan, people, terms } = counted;
  const published = await publishAll(objects, run.id, resultsOf(counted, model));
  const results = [...published, ...plan.published];
  const { counts } = counted;
  if (!counts.isPartial) await putJson(objects, keys.rfm(run.id), gridOf(terms.catalogue, counts.rfm, run.minimum));
  const asOf = formatInstant(plan.facts.now);
  const latest: RunResults = { run: run.id, asOf, people: people.peopleOn(everybodyPlace), results };
  await putJson(objects, keys.latest, latest);
  const fitted = isModel(model) && {
    model,
    wouldChange: wouldChange(terms.catalogue, model, people.surveyOf(everybodyPlace)),
  };
  await announceResults(deps, latest, fitted || undefined);
};
