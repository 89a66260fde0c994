import type { Comparison } from '../../language/operators.ts';
import type { Compared } from './compared.ts';

/** How the value of a form is written in JSON; undefined for forms of several kinds. */
export const typeOf: Partial<Readonly<Record<Compared['form'], 'number' | 'string' | 'boolean'>>> = {
  number: 'number',
  money: 'number',
  text: 'string',
  instant: 'string',
  boolean: 'boolean',
};

const numbersNear = (numbers: readonly number[]): readonly number[] => {
  const sorted = numbers.toSorted((one, other) => one - other);
  const between = sorted.map((one, index) => (one + (sorted[index + 1] ?? one + 2)) / 2);
  const whole = sorted.flatMap((one) => [Math.floor(one) - 1, Math.floor(one), Math.ceil(one), Math.ceil(one) + 1]);
  return [...sorted, ...between, ...whole, 0];
};

/** No text lies between a text and itself followed by the smallest character. */
const textsNear = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((one) => [one, `${one}\u0000`, one.slice(0, -1)]);

/** What comparisons compare with, of a list each of its values. */
export const operandsOf = (comparisons: readonly Comparison[]): readonly unknown[] =>
  comparisons.flatMap(({ operand }): readonly unknown[] =>
    Array.isArray(operand) ? (operand as readonly unknown[]) : [operand],
  );

/**
 * Values at the operands and in each gap between them: one of them meets several comparisons if any value does, since no
 * comparison changes its answer within a gap.
 */
export const candidatesFrom = (
  { form, range, limits }: Compared,
  comparisons: readonly Comparison[],
): readonly unknown[] => {
  const operands = operandsOf(comparisons);
  const numbers = operands.filter((one) => typeof one === 'number');
  const texts = operands.filter((one) => typeof one === 'string');
  const all = [...numbersNear([...numbers, ...(range ?? limits ?? [])]), ...textsNear([...texts, '~']), true, false];
  const type = typeOf[form];
  return type === undefined ? all : all.filter((one) => typeof one === type);
};
