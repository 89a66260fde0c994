import { isRecord } from '#events/is-record.ts';
import type { CatalogueFault } from './catalogue-error.ts';
import { elementKeys } from './where-schema.ts';

/** Parts may be nested this deep: what checks, compiles, decides and describes them calls itself for each level. */
const deepest = 100;

interface Placed {
  readonly value: unknown;
  readonly path: string;
}

type Parts = (placed: Placed) => readonly Placed[];

const inList = ({ value, path }: Placed): readonly Placed[] =>
  Array.isArray(value) ? value.map((part, index) => ({ value: part, path: `${path}.${index}` })) : [];

/** What stands at some keys of an object. */
const at = ({ value, path }: Placed, keys: readonly string[]): readonly Placed[] =>
  isRecord(value)
    ? keys.filter((key) => value[key] !== undefined).map((key) => ({ value: value[key], path: `${path}.${key}` }))
    : [];

const keysOf = ({ value }: Placed): readonly string[] => (isRecord(value) ? Object.keys(value) : []);

const groups = ['all', 'any'];

const conditionParts: Parts = (placed) => [...at(placed, groups).flatMap(inList), ...at(placed, ['not'])];

/** A number stands at no level of its own. */
const valueParts: Parts = (placed) =>
  at(placed, ['plus', 'minus', 'times', 'dividedBy'])
    .flatMap(inList)
    .filter(({ value }) => isRecord(value));

const fieldsOf: Parts = (placed) =>
  at(
    placed,
    keysOf(placed).filter((key) => !groups.includes(key) && key !== 'not'),
  );

const whereParts: Parts = (placed) => [
  ...conditionParts(placed),
  ...fieldsOf(placed).flatMap((field) => at(field, elementKeys)),
];

/** Finds the parts that are nested too deep: the first of each branch that is. */
const faultsBelow =
  (what: string, parts: Parts, beside: (placed: Placed, depth: number) => readonly CatalogueFault[]) =>
  (placed: Placed, depth: number): readonly CatalogueFault[] => {
    const visit = (one: Placed, level: number): readonly CatalogueFault[] => {
      if (level > deepest) {
        return [{ path: one.path, seen: one.value, expected: `absent: ${what} are nested at most ${deepest} deep` }];
      }
      return [...beside(one, level), ...parts(one).flatMap((part) => visit(part, level + 1))];
    };
    return visit(placed, depth);
  };

const inWhere = faultsBelow('conditions', whereParts, () => []);

/** The conditions on fields of the events that stand in a condition or a value. */
const inSelection = (placed: Placed, depth: number): readonly CatalogueFault[] =>
  at(placed, ['where']).flatMap((where) => inWhere(where, depth));

const inValue = faultsBelow('values', valueParts, inSelection);

const inCondition = faultsBelow('conditions', conditionParts, (placed, depth) => [
  ...inSelection(placed, depth),
  ...at(placed, ['followedBy', 'notFollowedBy']).flatMap((second) => inSelection(second, depth)),
  ...at(placed, ['value']).flatMap((value) => inValue(value, depth)),
]);

const inTrait = (placed: Placed): readonly CatalogueFault[] => [
  ...inSelection(placed, 1),
  ...at(placed, ['value']).flatMap((value) => inValue(value, 1)),
];

/** Conditions, conditions on fields and values that are nested too deep, counted from their segment or computed trait. */
export const nestingFaults = (json: unknown): readonly CatalogueFault[] => {
  const catalogue = { value: json, path: '' };
  const traits = at(catalogue, ['traits']).flatMap((placed) => at({ ...placed, path: 'traits' }, keysOf(placed)));
  const segments = at(catalogue, ['segments']).flatMap((placed) => inList({ ...placed, path: 'segments' }));
  return [
    ...traits.flatMap(inTrait),
    ...segments.flatMap((segment) => at(segment, ['when']).flatMap((when) => inCondition(when, 1))),
  ];
};
