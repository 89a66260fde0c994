import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { durationAdvice, durationForm, longestDuration, parseDuration } from '../../time/duration.ts';
import type { Operands } from '../language/operator.ts';
import { operatorNames, operators, type OperatorName } from '../language/operators.ts';
import { closed } from './closed.ts';

/** A text that is not empty. */
export const textOf = (what: string) => z.string(what).check(z.minLength(1, what));

const isTooLong = (text: string): boolean =>
  durationForm.test(text) && (parseDuration(text) ?? Infinity) > longestDuration;

/** A length of time, of at most `P36500D`. */
export const duration = z.string(durationAdvice('')).check(
  z.regex(durationForm, { error: ({ input }) => durationAdvice(String(input)) }),
  z.refine((text) => !isTooLong(text), 'a duration of at most P36500D'),
);

const scalar = z.union([z.string(), z.number(), z.boolean()], 'a string, a number or a boolean');

const operands: Readonly<Record<keyof Operands, z.ZodMiniType>> = {
  scalar,
  scalars: z.array(scalar, 'a list of strings, numbers and booleans'),
  ordered: z.union([z.number(), z.string()], 'a number or a string'),
  text: z.string('a string'),
  flag: z.boolean('true or false'),
  duration,
};

const comparisons = (names: readonly OperatorName[]) => {
  const shape = Object.fromEntries(names.map((name) => [name, z.optional(operands[operators[name].operand])]));
  const isAsked = z.refine<object>((is) => Object.keys(is).length > 0, {
    error: `an object with at least one operator of ${names.join(', ')}`,
    when: ({ value }) => isRecord(value),
  });
  return closed(shape, { checks: [isAsked], json: { minProperties: 1 } });
};

/** Operators over a field of an event, a number of events or an aggregate, which know no instant. */
export const eventOperators = comparisons(operatorNames.filter((name) => operators[name].on !== 'instant'));

/** Operators over a trait. */
export const traitOperators = comparisons(operatorNames);
