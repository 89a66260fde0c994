import { isRecord } from '#events/is-record.ts';
import type { CatalogueFault } from './catalogue-error.ts';
import { predictedInTraits, type PredictedIn } from './made-of-predicted.ts';
import { percentileFaults } from './percentile-faults.ts';
import { computedSourcesIn, conditionsIn, segmentSourcesIn, valuePartsIn, type Placed } from './places.ts';
import { predictedOperatorFaults, predictedValueOperatorFaults } from './predicted-operators.ts';

/** The predicted trait of a value: the first that it is made of; undefined where there is none. */
const predictedOf = (parts: readonly Placed[], predictedIn: PredictedIn): readonly [Placed, string] | undefined => {
  for (const part of parts) {
    const predicted = predictedIn(part.source['trait']);
    if (predicted !== undefined) return [part, predicted];
  }
  return undefined;
};

/** The faults of a value, in which numbers alone stand beside a predicted trait: then it turns where that trait crosses a number. */
const valueFaults = (value: unknown, path: string, predictedIn: PredictedIn): readonly CatalogueFault[] => {
  const parts = valuePartsIn(value, path);
  const [first, predicted] = predictedOf(parts, predictedIn) ?? [];
  if (predicted === undefined) return [];
  const expected = `a number: beside ${predicted} a value holds numbers alone`;
  return parts.filter((part) => part !== first).map((part) => ({ path: part.path, seen: part.source, expected }));
};

const comparedValueFaults = (placed: Placed, predictedIn: PredictedIn): readonly CatalogueFault[] => {
  const { value } = placed.source;
  const path = `${placed.path}.value`;
  const [, predicted] = predictedOf(valuePartsIn(value, path), predictedIn) ?? [];
  return [
    ...valueFaults(value, path, predictedIn),
    ...(predicted === undefined ? [] : predictedValueOperatorFaults(placed, predicted)),
  ];
};

/** What a catalogue as it was read from JSON says of predictions and the model does not give, or nothing could foretell. */
export const predictionFaults = (json: unknown): readonly CatalogueFault[] => {
  const predictedIn = predictedInTraits(json);
  const model = isRecord(json) ? json['predict'] : undefined;
  const inTraits = computedSourcesIn(json).flatMap(([name, source]) =>
    isRecord(source) ? valueFaults(source['value'], `traits.${name}.value`, predictedIn) : [],
  );
  const conditions = segmentSourcesIn(json).flatMap((segment, index) =>
    isRecord(segment) ? conditionsIn(segment['when'], `segments.${index}.when`) : [],
  );
  const inConditions = conditions.flatMap((placed) => [
    ...predictedOperatorFaults(placed, predictedIn),
    ...percentileFaults(placed, model),
    ...comparedValueFaults(placed, predictedIn),
  ]);
  return [...inTraits, ...inConditions];
};
