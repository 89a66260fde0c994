import { isRecord } from '#events/is-record.ts';
import { distinctLimit } from '../../measures/distinct.ts';
import { objectCheck, type Found } from './chosen.ts';

/** A window keeps one more of the newest events or values than they are compared with, and they must fit the profile's item. */
const mostCounted = distinctLimit;

const boundRule = `at most ${mostCounted.toLocaleString('en')} for a number that is counted in a window`;

/** Up to 256 values of the first in a window are kept, which texts of 10,000 characters would not leave room for. */
const longFields: ReadonlySet<unknown> = new Set(['text']);

const longRule =
  'a field of at most 256 characters: a window keeps up to 256 values of it; "last" within a length of time, and both without a window, take any field';

const numbersBeyond = (key: string, operators: unknown): readonly Found[] =>
  Object.entries(isRecord(operators) ? operators : {})
    .filter(([, operand]) => [operand].flat().some((one) => typeof one === 'number' && one > mostCounted))
    .map(([name]) => ({ path: [key, name], message: boundRule }));

type Source = Readonly<Record<string, unknown>>;

const countBounds = ({ times, is, uniqueCount }: Source): readonly Found[] => [
  ...numbersBeyond('times', times),
  ...(uniqueCount === undefined ? [] : numbersBeyond('is', is)),
];

/** The aggregates that keep many values of a field in each window. */
const keptIn: readonly (readonly [window: string, aggregates: readonly string[]])[] = [
  ['within', ['first']],
  // Values wait to come in as well as to fall out.
  ['between', ['first', 'last']],
  ['during', ['first', 'last']],
];

const longBounds = (source: Source): readonly Found[] =>
  keptIn
    .filter(([window]) => source[window] !== undefined)
    .flatMap(([, aggregates]) => aggregates.filter((name) => longFields.has(source[name])))
    .map((name) => ({ path: [name], message: longRule }));

/** Refuses what would make a profile grow beyond its item. */
export const fitsItsWindow = objectCheck((source) => [
  ...(source['within'] === undefined && source['between'] === undefined ? [] : countBounds(source)),
  ...longBounds(source),
]);
