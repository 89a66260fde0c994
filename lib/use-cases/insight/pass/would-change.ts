import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import { withModel } from '#lib/core/segments/language/with-model.ts';
import type { Survey } from '#lib/core/insight/survey.ts';

/**
 * About how many people would enter or leave a segment, if a model took the place of the catalogue's: the share of the sample of
 * everybody, of all people. Exact where the sample is everybody.
 */
export const wouldChange = (catalogue: Catalogue, model: PredictionModel, { sample, now, people }: Survey): number => {
  if (sample.length === 0) return 0;
  const changed = compile(withModel(catalogue.source, model), catalogue.deployment);
  const pairs = catalogue.segments.map(
    ({ condition }, place) => [condition, changed.segments[place]?.condition ?? condition] as const,
  );
  const others = sample.filter(({ state }) =>
    pairs.some(([before, after]) => nodeHolds(before, state, now) !== nodeHolds(after, state, now)),
  );
  return Math.round((others.length / sample.length) * people);
};
