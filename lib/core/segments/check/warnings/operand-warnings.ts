import { moneyWords } from '../../../money.ts';
import { comparisonsIn, type Comparison, type TraitOperators } from '../../language/operators.ts';
import { operandsOf } from './candidates.ts';
import type { Compared } from './compared.ts';
import { isInstantText } from './instant-text.ts';

/** A warning for each amount with a fraction of a minor unit: the writer was probably thinking of major units. */
export const moneyWarnings = ({ form }: Compared, is: TraitOperators, currency: string): readonly string[] =>
  form === 'money'
    ? operandsOf(comparisonsIn(is))
        .filter((operand) => typeof operand === 'number' && !Number.isInteger(operand))
        .map(
          (operand) => `${String(operand)} is ${moneyWords(Number(operand), currency)}: amounts are whole minor units`,
        )
    : [];

/** An instant as Patron writes it. */
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const ordering: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']);
const listing: ReadonlySet<string> = new Set(['in', 'notIn']);

const textsIn = ({ operand }: Comparison): readonly string[] =>
  operandsOf([{ name: 'in', operand } as Comparison]).filter((one) => typeof one === 'string');

/** What is compared letter by letter although it is an instant, with what to write instead. */
const asText = ({ isTrait }: Compared, comparison: Comparison): readonly (readonly [string, string])[] => {
  const { name } = comparison;
  if (ordering.has(name) && isTrait) {
    const advice = 'write an instant or a date, such as 2026-11-02T09:12:00Z or 2026-11-02';
    return textsIn(comparison).flatMap((text) => (isInstantText(text) ? [] : [[text, advice] as const]));
  }
  if (!ordering.has(name) && !listing.has(name)) return [];
  const advice = isTrait
    ? 'write UTC with milliseconds, such as 2026-11-02T09:12:00.000Z'
    : 'producers may write the same instant in several ways';
  return textsIn(comparison).flatMap((text) => (isTrait && written.test(text) ? [] : [[text, advice] as const]));
};

/** A warning for each text that instants would be compared with letter by letter. */
export const instantWarnings = (compared: Compared, is: TraitOperators): readonly string[] =>
  compared.form === 'instant'
    ? comparisonsIn(is)
        .flatMap((comparison) => asText(compared, comparison))
        .map(([text, advice]) => `${compared.name} is compared with ${JSON.stringify(text)} as a text: ${advice}`)
    : [];
