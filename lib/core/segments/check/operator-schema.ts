import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { durationAdvice, durationForm, longestDuration, parseDuration } from '../../time/duration.ts';
import type { Operands } from '../language/operator.ts';
import { foldableOperators, operatorNames, operators, type OperatorName } from '../language/operators.ts';
import { isPredictedPath, predictedPaths } from '../language/predicted-traits.ts';
import { chosen } from './chosen.ts';
import { closed } from './closed.ts';
import { traitPath } from './trait-path.ts';

/** A text that is not empty. */
export const textOf = (what: string) => z.string(what).check(z.minLength(1, what));

const isTooLong = (text: string): boolean =>
  durationForm.test(text) && (parseDuration(text) ?? Infinity) > longestDuration;

/** A length of time, of at most `P36500D`. */
export const duration = z.string(durationAdvice('')).check(
  z.regex(durationForm, { error: ({ input }) => durationAdvice(String(input)) }),
  z.refine((text) => !isTooLong(text), 'a duration of at most P36500D'),
);

const longestLead = parseDuration('P365D') as number;

const lead = duration.check(
  z.refine((text) => (parseDuration(text) ?? 0) <= longestLead, 'a duration from P0D to P365D'),
);

/** A length made of a trait, of which none that is predicted may be asked. */
export const timesDays = closed(
  {
    times: z.number('a number'),
    days: traitPath.check(z.refine((path) => !isPredictedPath(path), 'a trait that is not predicted')),
  },
  { json: { allOf: [{ properties: { days: { not: { enum: [...predictedPaths] } } } }] } },
);

const lengthRule = (input: unknown): string =>
  typeof input === 'string'
    ? durationAdvice(input)
    : `${durationAdvice('')}, or {"times": a number, "days": the path of a trait}`;

/** A length of time, or one that a trait says. */
export const length = z.unknown().check(({ value, issues }) => {
  if (typeof value !== 'string' && !isRecord(value)) {
    issues.push({ code: 'custom', message: lengthRule(value), input: value });
    return;
  }
  const { error } = z.safeParse(isRecord(value) ? timesDays : duration, value);
  for (const { path, message } of error?.issues ?? []) {
    issues.push({ code: 'custom', message, path: [...path], input: value });
  }
});

const scalar = z.union([z.string(), z.number(), z.boolean()], 'a string, a number or a boolean');

type OperandSchemas = Readonly<Record<keyof Operands, z.ZodMiniType>>;

const operands: OperandSchemas = {
  scalar,
  scalars: z.array(scalar, 'a list of strings, numbers and booleans'),
  ordered: z.union([z.number(), z.string()], 'a number or a string'),
  text: z.string('a string'),
  flag: z.boolean('true or false'),
  duration,
  lead,
  length,
};

const percentileRule = 'a whole number from 1 to 99';

/** A percentile of a trait; whether the model has it is checked beside it. */
export const percentile = closed({
  percentile: z.int(percentileRule).check(z.gte(1, percentileRule), z.lte(99, percentileRule)),
});

/** What a trait with an order is compared with. */
export const orderedOrPercentile = chosen((value) => (isRecord(value) ? percentile : operands.ordered));

const foldable: ReadonlySet<string> = new Set(foldableOperators);

const asksNothing = (is: object): boolean => Object.keys(is).every((name) => name === 'fold');

const when = ({ value }: { readonly value: unknown }): boolean => isRecord(value);

const comparisons = (
  names: readonly OperatorName[],
  modifiers: z.core.$ZodShape = {},
  schemas: OperandSchemas = operands,
) => {
  const shape = Object.fromEntries(names.map((name) => [name, z.optional(schemas[operators[name].operand])]));
  const isAsked = z.refine<object>((is) => !asksNothing(is), {
    error: `an object with at least one operator of ${names.join(', ')}`,
    when,
  });
  const foldsSomething = z.refine<object>(
    (is) => !('fold' in is) || asksNothing(is) || Object.keys(is).some((name) => foldable.has(name)),
    { error: `absent: it stands beside ${foldableOperators.join(', ')}`, path: ['fold'], when },
  );
  return closed({ ...shape, ...modifiers }, { names, checks: [isAsked, foldsSomething], json: { minProperties: 1 } });
};

/** Says how texts are compared. */
const folding = { fold: z.optional(z.boolean('true or false')) };

const isOverEvents = (name: OperatorName): boolean => !['instant', 'date'].includes(operators[name].on);

/** Operators over a field of an event, a number of events or an aggregate, which know no instant. */
export const eventOperators = comparisons(operatorNames.filter(isOverEvents), folding);

/** Operators over a trait. */
export const traitOperators = comparisons(operatorNames, folding, { ...operands, ordered: orderedOrPercentile });

/** Operators over a number that is worked out. */
export const numberOperators = comparisons(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'notIn', 'exists']);
