import { isAnniversaryNear, nextAnniversaryTurn } from '../../time/anniversary.ts';
import type { Operands, Operator, Percentile, Scalar } from './operator.ts';

/** Only two numbers or two texts have an order. */
const areOrdered = <Operand extends number | string>(value: unknown, operand: Operand): value is Operand =>
  typeof value === typeof operand;

/** An empty list does not exist. */
const isPresent = (value: unknown): boolean =>
  value !== undefined && !(typeof value === 'object' && Array.isArray(value) && value.length === 0);

const contains = (value: unknown, operand: Scalar): boolean =>
  Array.isArray(value)
    ? value.includes(operand)
    : typeof value === 'string' && typeof operand === 'string' && value.includes(operand);

/** The operators: all that the language knows of each, from which types, checks, tests and words follow. */
export const operators = {
  eq: {
    on: 'scalar',
    operand: 'scalar',
    test: (operand) => (value) => value === operand,
    sign: '=',
  },
  ne: {
    on: 'scalar',
    operand: 'scalar',
    test: (operand) => (value) => isPresent(value) && value !== operand,
    sign: '!=',
  },
  gt: {
    on: 'ordered',
    operand: 'ordered',
    test: (operand) => (value) => areOrdered(value, operand) && value > operand,
    sign: '>',
  },
  gte: {
    on: 'ordered',
    operand: 'ordered',
    test: (operand) => (value) => areOrdered(value, operand) && value >= operand,
    sign: '>=',
  },
  lt: {
    on: 'ordered',
    operand: 'ordered',
    test: (operand) => (value) => areOrdered(value, operand) && value < operand,
    sign: '<',
  },
  lte: {
    on: 'ordered',
    operand: 'ordered',
    test: (operand) => (value) => areOrdered(value, operand) && value <= operand,
    sign: '<=',
  },
  in: {
    on: 'scalar',
    operand: 'scalars',
    test: (operand) => (value) => operand.some((one) => one === value),
  },
  notIn: {
    on: 'scalar',
    operand: 'scalars',
    test: (operand) => (value) => isPresent(value) && !operand.some((one) => one === value),
  },
  /** An element of a list, or a part of a text. */
  contains: {
    on: 'text or list',
    operand: 'scalar',
    test: (operand) => (value) => contains(value, operand),
  },
  startsWith: {
    on: 'text',
    operand: 'text',
    test: (operand) => (value) => typeof value === 'string' && value.startsWith(operand),
  },
  endsWith: {
    on: 'text',
    operand: 'text',
    test: (operand) => (value) => typeof value === 'string' && value.endsWith(operand),
  },
  exists: {
    on: 'any',
    operand: 'flag',
    test: (operand) => (value) => isPresent(value) === operand,
  },
  /** `now - value >= D`. */
  olderThan: {
    on: 'instant',
    operand: 'length',
    test: (length) => (elapsed) => elapsed >= length,
    turns: (length) => [length],
  },
  /** `now - value < D`. */
  newerThan: {
    on: 'instant',
    operand: 'length',
    test: (length) => (elapsed) => elapsed < length,
    turns: (length) => [length],
  },
  /** `0 < value - now <= D`. */
  comingWithin: {
    on: 'instant',
    operand: 'duration',
    test: (length) => (elapsed) => elapsed < 0 && -length <= elapsed,
    turns: (length) => [-length, 0],
  },
  /** From D before an anniversary begins until it is over. */
  anniversaryIn: {
    on: 'date',
    operand: 'lead',
    test: isAnniversaryNear,
    nextTurn: nextAnniversaryTurn,
  },
} as const satisfies Readonly<Record<string, Operator>>;

type OperatorTable = typeof operators;

export type OperatorName = keyof OperatorTable;

/** The operators that can hold for certain values. */
export type OperatorsOn<Values extends Operator['on']> = {
  [Name in OperatorName]: OperatorTable[Name]['on'] extends Values ? Name : never;
}[OperatorName];

export type OperandKindOf<Name extends OperatorName> = OperatorTable[Name]['operand'];

/** Says how the operators beside it compare. */
interface Modifiers {
  /**
   * Texts are compared without letter case and accents by `eq`, `ne`, `in`, `notIn`, `contains`, `startsWith` and `endsWith`.
   */
  readonly fold?: boolean;
}

/** The operand of an operator over a trait, which may be a percentile of it where there is an order. */
type TraitOperand<Kind extends keyof Operands> = Kind extends 'ordered' ? Operands[Kind] | Percentile : Operands[Kind];

/** The comparisons that a trait is asked for, of which all must hold. */
export type TraitOperators = Modifiers & {
  readonly [Name in keyof OperatorTable]?: TraitOperand<OperandKindOf<Name>>;
};

/** The comparisons that a field of an event, a number of events or an aggregate is asked for, of which all must hold. */
export type Operators = Modifiers & {
  readonly [Name in Exclude<OperatorName, OperatorsOn<'instant' | 'date'>>]?: Operands[OperandKindOf<Name>];
};

/** One operator with its operand. */
export type Comparison = {
  [Name in OperatorName]: { readonly name: Name; readonly operand: TraitOperand<OperandKindOf<Name>> };
}[OperatorName];

export const operatorNames = Object.keys(operators) as readonly OperatorName[];

/** The operators that a `fold` beside them modifies. */
export const foldableOperators = ['eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'endsWith'] as const;

/** Operators one by one, in the order in which they are written; what modifies them is none. */
export const comparisonsIn = (is: TraitOperators): readonly Comparison[] => {
  const found: Comparison[] = [];
  for (const [name, operand] of Object.entries(is)) if (name !== 'fold') found.push({ name, operand } as Comparison);
  return found;
};
