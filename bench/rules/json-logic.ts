import { LogicEngine, type Logic } from 'json-logic-engine';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Facts } from './facts.ts';
import { heldSegments } from './held-segments.ts';
import { saySegments, type Language, type Operand } from './say-condition.ts';

const engine = new LogicEngine();

/** Null is less than a number here: where a comparison would hold of it, the fact is first asked whether it is there. */
const ofFact =
  (comparison: (value: Logic, operand: Operand) => Logic) =>
  (fact: string, operand: Operand): Logic => {
    const said = comparison({ val: fact }, operand);
    const holdsOfNull = engine.run(said, { [fact]: null }) === true;
    return holdsOfNull ? { and: [{ '!==': [{ val: fact }, null] }, said] } : said;
  };

const language: Language<Logic> = {
  comparisons: {
    eq: ofFact((value, operand) => ({ '===': [value, operand] })),
    ne: ofFact((value, operand) => ({ '!==': [value, operand] })),
    gt: ofFact((value, operand) => ({ '>': [value, operand] })),
    gte: ofFact((value, operand) => ({ '>=': [value, operand] })),
    lt: ofFact((value, operand) => ({ '<': [value, operand] })),
    lte: ofFact((value, operand) => ({ '<=': [value, operand] })),
    in: ofFact((value, operand) => ({ in: [value, operand] })),
    notIn: ofFact((value, operand) => ({ '!': [{ in: [value, operand] }] })),
    contains: ofFact((value, operand) => ({ in: [operand, value] })),
    olderThan: ofFact((value, operand) => ({ '>=': [value, operand] })),
    newerThan: ofFact((value, operand) => ({ '<': [value, operand] })),
  },
  // Of no parts, `and` and `or` come to null.
  all: (parts) => parts.length === 0 || { and: parts },
  any: (parts) => parts.length > 0 && { or: parts },
  not: (part) => ({ '!': [part] }),
};

/**
 * Says a catalogue in JSON Logic, each segment compiled to a function; a segment that others refer to stands in each of them.
 *
 * @throws {Error} where a segment asks for what JSON Logic cannot say.
 */
export const jsonLogicFor = (source: CatalogueSource): ((facts: Facts) => readonly string[]) => {
  const segments = saySegments(source, language).map(([key, said]) => ({ key, holds: engine.build(said) }));
  return heldSegments(segments);
};
