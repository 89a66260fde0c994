import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { distinctLimit } from '../../measures/distinct.ts';

/** A window keeps one more of the newest events or values than they are compared with, and they must fit the profile's item. */
const mostCounted = distinctLimit;

const boundRule = `at most ${mostCounted.toLocaleString('en')} for a number that is counted in a window`;

/** Up to 256 values of the first in a window are kept, which texts of 10,000 characters would not leave room for. */
const longFields: ReadonlySet<unknown> = new Set(['text']);

const longRule =
  'a field of at most 256 characters: "first" in a window keeps up to 256 values; "last", or "first" without "within", takes any field';

interface Bound {
  readonly path: readonly string[];
  readonly message: string;
}

const numbersBeyond = (key: string, operators: unknown): readonly Bound[] =>
  Object.entries(isRecord(operators) ? operators : {})
    .filter(([, operand]) => [operand].flat().some((one) => typeof one === 'number' && one > mostCounted))
    .map(([name]) => ({ path: [key, name], message: boundRule }));

const boundsIn = (condition: Readonly<Record<string, unknown>>): readonly Bound[] => {
  if (condition['within'] === undefined) return [];
  return [
    ...numbersBeyond('times', condition['times']),
    ...(condition['uniqueCount'] === undefined ? [] : numbersBeyond('is', condition['is'])),
    ...(longFields.has(condition['first']) ? [{ path: ['first'], message: longRule }] : []),
  ];
};

/** Refuses what would make a profile grow beyond its item. */
export const fitsItsWindow = z.check<object>(
  ({ value, issues }) => {
    for (const { path, message } of isRecord(value) ? boundsIn(value) : []) {
      issues.push({ code: 'custom', message, input: value, path: [...path] });
    }
  },
  { when: ({ value }) => isRecord(value) },
);
