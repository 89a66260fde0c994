import * as z from 'zod/mini';
import type { CatalogueSource } from '../language/language.ts';
import { CatalogueError, type CatalogueFault } from './catalogue-error.ts';
import { catalogueSchema } from './catalogue-schema.ts';
import { nestingFaults } from './nesting-faults.ts';
import { withOwnTraits } from './own-trait-hints.ts';
import { predictionFaults } from './prediction-faults.ts';
import { referenceFaults } from './reference-faults.ts';
import { schemaFaults } from './schema-faults.ts';
import { uncopiedKeys } from './uncopied-keys.ts';
import { windowOrderFaults } from './window-order.ts';

/** The index of the segment that a fault is in; -1 for one outside of all. */
const segmentOf = ({ path }: CatalogueFault): number => Number(/^segments\.(\d+)/.exec(path)?.[1] ?? -1);

/** One fault for each place, segment after segment: a place that does not fit in two ways is said once. */
const inOrder = (faults: readonly CatalogueFault[]): readonly CatalogueFault[] => {
  const byPath = new Map(faults.toReversed().map((fault) => [fault.path, fault]));
  return faults
    .filter((fault) => byPath.get(fault.path) === fault)
    .sort((one, other) => segmentOf(one) - segmentOf(other));
};

/** All faults of a catalogue as it was read from JSON; none where it fits. */
export const catalogueFaults = (json: unknown): readonly CatalogueFault[] => {
  const nesting = nestingFaults(json);
  if (nesting.length > 0) return nesting;
  const { error } = z.safeParse(catalogueSchema, json);
  return inOrder([
    ...uncopiedKeys(json),
    ...(error ? schemaFaults(error, json) : []).map((fault) => withOwnTraits(fault, json)),
    ...referenceFaults(json),
    ...predictionFaults(json),
    ...windowOrderFaults(json),
  ]);
};

/**
 * Checks a catalogue as it was read from JSON.
 *
 * @throws {CatalogueError} where it does not fit, with every fault: its path, what was seen and what was expected.
 */
export const checkCatalogue = (json: unknown): CatalogueSource => {
  const [first, ...others] = catalogueFaults(json);
  if (first) throw new CatalogueError([first, ...others]);
  return json as CatalogueSource;
};
