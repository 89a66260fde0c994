import { operatorNames, operators, type OperatorName } from '#lib/core/segments/language/operators.ts';

type Values = (typeof operators)[OperatorName]['on'];

/** By the kind of a value, the values that operators tell apart. */
const valuesOf: Readonly<Record<string, readonly Values[]>> = {
  number: ['any', 'scalar', 'ordered'],
  money: ['any', 'scalar', 'ordered'],
  share: ['any', 'scalar', 'ordered'],
  text: ['any', 'scalar', 'text', 'text or list'],
  texts: ['any', 'text or list'],
  list: ['any', 'text or list'],
  instant: ['any', 'instant', 'date'],
  date: ['any', 'scalar', 'instant', 'date'],
  boolean: ['any', 'scalar'],
  any: ['any', 'scalar', 'ordered', 'text', 'text or list', 'instant', 'date'],
};

/** The operators that make sense for a kind of value; of one that has no parts to compare, whether there is one. */
export const operatorsByKind = (kind: string): readonly OperatorName[] => {
  const values = valuesOf[kind] ?? ['any'];
  return operatorNames.filter((name) => values.includes(operators[name].on));
};

/** The same for a field of an event, which is compared without a present instant. */
export const fieldOperators = (kind: string): readonly OperatorName[] =>
  operatorsByKind(kind === 'instant' ? 'text' : kind).filter(
    (name) => !['instant', 'date'].includes(operators[name].on),
  );
