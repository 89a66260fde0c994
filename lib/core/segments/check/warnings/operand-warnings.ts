import { moneyWords } from '../../../money.ts';
import { comparisonsIn, type TraitOperators } from '../../language/operators.ts';
import type { Compared } from './compared.ts';
import { operandsOf } from './verdict.ts';

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

/** A warning for each text that instants would be compared with letter by letter. */
export const instantWarnings = ({ form, name }: Compared, is: TraitOperators): readonly string[] =>
  form === 'instant'
    ? comparisonsIn(is)
        .filter(({ name: operator }) => ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'].includes(operator))
        .flatMap(({ operand }) => (typeof operand === 'string' && !written.test(operand) ? [operand] : []))
        .map(
          (operand) =>
            `${name} is compared with ${JSON.stringify(operand)} as a text: write UTC with milliseconds, such as 2026-11-02T09:12:00.000Z`,
        )
    : [];
