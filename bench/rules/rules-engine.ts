import { Engine, type NestedCondition } from 'json-rules-engine';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Facts } from './facts.ts';
import { saySegments, type Language, type Operand } from './say-condition.ts';

type Say = (fact: string, operand: Operand) => NestedCondition;

const by =
  (operator: string): Say =>
  (fact, value) => ({ fact, operator, value });

/** The rule engine's own operators that mean the same, absent values included. */
const language: Language<NestedCondition> = {
  comparisons: {
    eq: by('equal'),
    gt: by('greaterThan'),
    gte: by('greaterThanInclusive'),
    lt: by('lessThan'),
    lte: by('lessThanInclusive'),
    in: by('in'),
    contains: by('contains'),
    olderThan: by('greaterThanInclusive'),
    newerThan: by('lessThan'),
  },
  all: (parts) => ({ all: [...parts] }),
  // Of no parts, `any` holds here as `all` does.
  any: (parts) => (parts.length === 0 ? { not: { all: [] } } : { any: [...parts] }),
  not: (part) => ({ not: part }),
  segment: (key) => ({ condition: key }),
};

/**
 * Says a catalogue in the rule engine's own words: a rule for each segment, a comparison for each operator of a leaf, and a
 * named condition for each segment that others refer to.
 *
 * @throws {Error} where a segment asks for what the rule engine cannot say.
 */
export const rulesFor = (source: CatalogueSource): ((facts: Facts) => Promise<readonly string[]>) => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [key, said] of saySegments(source, language)) {
    const conditions = 'fact' in said ? { all: [said] } : said;
    engine.setCondition(key, conditions);
    engine.addRule({ conditions, event: { type: key } });
  }
  return async (facts) => (await engine.run({ ...facts })).events.map(({ type }) => type);
};
