import { isPredictedPath } from '../../language/predicted-traits.ts';
import type { CatalogueWarning, Source } from './warning.ts';

/** What a catalogue lacks for anybody to have a trait; undefined where it lacks nothing. */
const lackedFor = (trait: string, { rfm, predict }: Source): string | undefined => {
  if (trait.startsWith('rfm.') && rfm === undefined) return 'the catalogue has no "rfm" thresholds';
  return isPredictedPath(trait) && predict === undefined
    ? 'the catalogue has no "predict", the model that patron fit writes and --model gives'
    : undefined;
};

/** A warning where a trait is asked for that no one has: a score without thresholds, a prediction without a model. */
export const unsetTraitWarnings = (path: string, trait: string, source: Source): readonly CatalogueWarning[] => {
  const lacked = lackedFor(trait, source);
  return lacked === undefined ? [] : [{ path, text: `${trait} has no value: ${lacked}` }];
};
