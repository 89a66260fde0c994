import type * as z from 'zod/mini';
import { percentilePaths } from '../language/percentile.ts';
import { predictedPaths, predictedTraits, tierNames, type PredictedKind } from '../language/predicted-traits.ts';
import { operatorsOf } from './predicted-operators.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const whereTrait = (trait: JsonSchema, operators: JsonSchema): JsonSchema => ({
  if: { not: { properties: { trait }, required: ['trait'] } },
  else: { properties: { is: operators } },
});

const tier: JsonSchema = { enum: [...tierNames] };
const tiers: JsonSchema = { type: 'array', items: tier };

const operatorsOfKind = (kind: PredictedKind): JsonSchema => ({
  propertyNames: { enum: [...operatorsOf[kind]] },
  ...(kind === 'tier' && { properties: { eq: tier, ne: tier, in: tiers, notIn: tiers } }),
});

const ofKind = (kind: PredictedKind): JsonSchema =>
  whereTrait({ enum: predictedPaths.filter((path) => predictedTraits[path] === kind) }, operatorsOfKind(kind));

const noPercentile: JsonSchema = { not: { type: 'object' } };

const ofOtherTraits = whereTrait(
  { not: { enum: [...percentilePaths] } },
  { properties: { gt: noPercentile, gte: noPercentile, lt: noPercentile, lte: noPercentile } },
);

/** What a condition may ask of a predicted trait, and of which traits there are percentiles, as JSON Schema. */
export const predictedOperators: JsonSchema = {
  allOf: [...[...new Set(Object.values(predictedTraits))].map(ofKind), ofOtherTraits],
};
