import { comparisonsIn, type TraitOperators } from '#lib/core/segments/language/operators.ts';
import { parseDuration } from '#lib/core/time/duration.ts';
import { literal, type Kind, type Value } from './plan.ts';
import type { SaidOperator } from './said.ts';

type Compare = (value: Value, operand: never, until: number) => string;

/** An operand beside a value of a kind: JSON keeps its type, so that 7 is not "7". */
const beside = (kind: Kind, operand: unknown): string =>
  kind === 'json' ? literal(JSON.stringify(operand)) : literal(operand);

const textOf = ({ sql, kind }: Value): string => (kind === 'json' ? `CAST(${sql} AS VARCHAR)` : sql);

const comparison =
  (sign: string): Compare =>
  ({ sql, kind }, operand: number | string) =>
    kind === 'json' && typeof operand === 'number'
      ? `try_cast(${sql} AS DOUBLE) ${sign} ${operand}`
      : `${kind === 'json' ? `json_extract_string(${sql}, '$')` : sql} ${sign} ${literal(operand)}`;

const list = (value: Value, operands: readonly unknown[]): string =>
  `(${operands.map((operand) => beside(value.kind, operand)).join(', ')})`;

const compilers: Readonly<Record<SaidOperator, Compare>> = {
  eq: (value, operand) => `${textOf(value)} = ${beside(value.kind, operand)}`,
  ne: (value, operand) => `${textOf(value)} <> ${beside(value.kind, operand)}`,
  gt: comparison('>'),
  gte: comparison('>='),
  lt: comparison('<'),
  lte: comparison('<='),
  in: (value, operands: readonly unknown[]) => `${textOf(value)} IN ${list(value, operands)}`,
  notIn: (value, operands: readonly unknown[]) => `${textOf(value)} NOT IN ${list(value, operands)}`,
  contains: ({ sql, kind }, operand) => {
    const inText = `contains(${kind === 'json' ? `json_extract_string(${sql}, '$')` : sql}, ${literal(String(operand))})`;
    if (kind !== 'json') return inText;
    return `CASE json_type(${sql}) WHEN 'ARRAY' THEN json_contains(${sql}, ${beside(kind, operand)}) ELSE ${inText} END`;
  },
  startsWith: ({ sql, kind }, operand) =>
    `starts_with(${kind === 'json' ? `json_extract_string(${sql}, '$')` : sql}, ${literal(operand)})`,
  endsWith: ({ sql, kind }, operand) =>
    `ends_with(${kind === 'json' ? `json_extract_string(${sql}, '$')` : sql}, ${literal(operand)})`,
  exists: ({ sql }, operand: boolean) => `${sql} IS ${operand ? 'NOT ' : ''}NULL`,
  olderThan: ({ sql }, operand: string, until) => `${until} - ${sql} >= ${parseDuration(operand)}`,
  newerThan: ({ sql }, operand: string, until) => `${until} - ${sql} < ${parseDuration(operand)}`,
};

/** Every operator met, as SQL that is never NULL: a comparison with an absent value is false. Only of operators that are said. */
export const comparedSql = (value: Value, is: TraitOperators, until: number): string => {
  const tests = comparisonsIn(is).map(({ name, operand }) =>
    compilers[name as SaidOperator](value, operand as never, until),
  );
  return `coalesce(${tests.map((test) => `(${test})`).join(' AND ') || 'true'}, false)`;
};
