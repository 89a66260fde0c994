import { isRecord } from '#events/is-record.ts';
import type { CatalogueFault } from './catalogue-error.ts';

/** Conditions may be nested this deep: what checks, compiles, decides and describes them calls itself for each level. */
const deepestCondition = 100;

interface Placed {
  readonly condition: unknown;
  readonly path: string;
}

const partsOf = ({ condition, path }: Placed): readonly Placed[] => {
  if (!isRecord(condition)) return [];
  const { all, any, not } = condition;
  const parts = Object.entries({ all, any }).flatMap(([form, list]) =>
    Array.isArray(list) ? list.map((part, index) => ({ condition: part, path: `${path}.${form}.${index}` })) : [],
  );
  return not === undefined ? parts : [...parts, { condition: not, path: `${path}.not` }];
};

const faultsBelow = (placed: Placed, depth = 1): readonly CatalogueFault[] => {
  if (depth <= deepestCondition) return partsOf(placed).flatMap((part) => faultsBelow(part, depth + 1));
  const expected = `absent: conditions are nested at most ${deepestCondition} deep`;
  return [{ path: placed.path, seen: placed.condition, expected }];
};

/** The conditions that are nested too deep: the first of each branch that is. */
export const nestingFaults = (json: unknown): readonly CatalogueFault[] => {
  const segments = isRecord(json) && Array.isArray(json['segments']) ? json['segments'] : [];
  return segments.flatMap((segment: unknown, index) =>
    isRecord(segment) ? faultsBelow({ condition: segment['when'], path: `segments.${index}.when` }) : [],
  );
};
