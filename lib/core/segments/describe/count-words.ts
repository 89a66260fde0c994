import { comparisonsIn, type Comparison, type OperatorName, type Operators } from '../language/operators.ts';
import { contraries, wordings } from '../language/operator-wordings.ts';
import { listed } from './duration-words.ts';
import type { EventWords } from './event-words.ts';
import { anyOfWords, valueWords } from './value-words.ts';

/** A comparison with numbers that words of quantity can be made of: `at least 3`. */
interface Quantity {
  readonly name: OperatorName;
  readonly words: string;
  readonly operand: unknown;
}

const isNumeric = (operand: unknown): boolean => [operand].flat().every((number) => typeof number === 'number');

/** A comparison, or its contrary: a number of events is always there, so that one of the two holds. */
const quantityOf = ({ name, operand }: Comparison, holds: boolean): Quantity | undefined => {
  const said = holds ? name : contraries[name];
  if (said === undefined || !isNumeric(operand)) return undefined;
  const words = wordings[said].quantity;
  return words === undefined ? undefined : { name: said, words, operand };
};

/** `no purchase` and `a purchase` for the two ends of counting. */
const plainly = ({ name, operand }: Quantity, { some, one }: EventWords): string | undefined => {
  const key = `${name} ${String(operand)}`;
  if (['lt 1', 'lte 0', 'eq 0'].includes(key)) return `no ${one}`;
  return ['gte 1', 'gt 0', 'ne 0'].includes(key) ? some : undefined;
};

const quantityWords = ({ words, operand }: Quantity): string =>
  `${words} ${Array.isArray(operand) ? anyOfWords(operand, 'plain') : valueWords(operand, 'plain')}`;

/** How many there are: `at least 3 purchases`, `no purchase`; undefined where something else than a number is asked for. */
export const countWords = (times: Operators, events: EventWords, holds: boolean): string | undefined => {
  const asked = comparisonsIn(times);
  const said = asked.flatMap((comparison) => quantityOf(comparison, holds) ?? []);
  const [only, second] = said;
  if (!only || said.length < asked.length) return undefined;
  const plain = second ? undefined : plainly(only, events);
  const noun = said.at(-1)?.operand === 1 ? events.one : events.many;
  return plain ?? `${listed(said.map(quantityWords), holds ? 'and' : 'or')} ${noun}`;
};
