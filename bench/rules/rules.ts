import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { celFor } from './cel.ts';
import type { Facts } from './facts.ts';
import { jsonLogicFor } from './json-logic.ts';
import { rulesFor } from './rules-engine.ts';

/** A catalogue as rules of a peer, which decides ready-made facts: the keys of the segments that hold, in no promised order. */
export type Decide = (facts: Facts) => readonly string[] | Promise<readonly string[]>;

/**
 * The peers that decide facts, by name, each from the definitions of a catalogue; from the fastest to the slowest.
 *
 * They throw an Error where a segment asks for what the peer cannot say.
 */
export const ruleEngines: Readonly<Record<string, (source: CatalogueSource) => Decide>> = {
  'json-logic-engine': jsonLogicFor,
  'cel-js': celFor,
  'json-rules-engine': rulesFor,
};
