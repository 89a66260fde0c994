import { Environment } from '@marcbachmann/cel-js';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { acceptLine } from '../data/shop-events.ts';
import { factsOf, type Facts } from './facts.ts';
import { heldSegments } from './held-segments.ts';
import { saySegments, type Language, type Operand } from './say-condition.ts';

/** The only event of somebody of whom nothing is known. */
const onlyEvent = acceptLine(
  JSON.stringify({
    time: '2026-11-02T09:12:00.000Z',
    'detail-type': 'ConsentChanged',
    detail: { eventId: 'e', customerId: 'c', occurredAt: '2026-11-02T09:12:00Z', purpose: 'none', granted: false },
  }),
);

/** Numbers are doubles: a literal without a point is an integer, and compared with a conversion. */
const literal = (operand: Operand): string => {
  if (typeof operand === 'object') return `[${operand.map(literal).join(', ')}]`;
  return Number.isInteger(operand) ? `${String(operand)}.0` : JSON.stringify(operand);
};

type Say = (fact: string, operand: Operand) => string;

const infix =
  (operator: string): Say =>
  (fact, operand) =>
    `${fact} ${operator} ${literal(operand)}`;

const said = {
  eq: infix('=='),
  ne: infix('!='),
  gt: infix('>'),
  gte: infix('>='),
  lt: infix('<'),
  lte: infix('<='),
  in: infix('in'),
  notIn: (fact, operand) => `!(${fact} in ${literal(operand)})`,
  contains: (fact, operand) => `${literal(operand)} in ${fact}`,
  startsWith: (fact, operand) => `${fact}.startsWith(${literal(operand)})`,
  endsWith: (fact, operand) => `${fact}.endsWith(${literal(operand)})`,
  olderThan: infix('>='),
  newerThan: infix('<'),
} as const satisfies Language<string>['comparisons'];

/** The language, with a question whether a fact is there before each comparison of one that may be missing. */
const languageFor = (always: Facts): Language<string> => {
  const ofFact =
    (say: Say): Say =>
    (fact, operand) =>
      (always[fact] ?? null) === null ? `(${fact} != null && ${say(fact, operand)})` : say(fact, operand);
  return {
    comparisons: Object.fromEntries(Object.entries(said).map(([name, say]) => [name, ofFact(say)])),
    all: (parts) => (parts.length === 0 ? 'true' : `(${parts.join(' && ')})`),
    any: (parts) => (parts.length === 0 ? 'false' : `(${parts.join(' || ')})`),
    not: (part) => `!(${part})`,
  };
};

const typeOf = (value: unknown): string => {
  if (typeof value === 'number') return 'double';
  return typeof value === 'boolean' ? 'bool' : 'dyn';
};

/**
 * Says a catalogue in the Common Expression Language, an expression for each segment, parsed and type-checked once; facts that everybody has are declared
 * with their types, which is faster.
 *
 * @throws {Error} where a segment asks for what the language cannot say.
 */
export const celFor = (source: CatalogueSource): ((facts: Facts) => readonly string[]) => {
  const always = factsOf(source, [onlyEvent])[0] ?? {};
  const environment = new Environment();
  for (const [fact, value] of Object.entries(always)) environment.registerVariable(fact, typeOf(value));
  const segments = saySegments(source, languageFor(always)).map(([key, text]) => ({
    key,
    holds: environment.parse(text),
  }));
  return heldSegments(segments);
};
