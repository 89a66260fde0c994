import type { Trait } from '../profile/trait.ts';
import type { CompiledSegment } from './catalogue.ts';
import { definitionHash } from './catalogue-hash.ts';
import type { Node } from './condition.ts';
import { knownTrait } from './known-trait.ts';
import type { Segment } from './language.ts';

/**
 * A segment that makes its hash when a change first names it, for a cold start waits for all that is made before. A class,
 * since V8 keeps an object literal with a getter as a slow dictionary: that made each update a tenth slower.
 */
export class ReadySegment implements CompiledSegment {
  readonly source: Segment;
  readonly key: string;
  readonly name: string;
  readonly index: number;
  readonly condition: Node;
  readonly publish: readonly Trait[];
  readonly isQuiet: boolean;
  #hash: string | undefined;

  /** @param index - where the catalogue lists the segment. */
  constructor(source: Segment, index: number, condition: Node) {
    this.source = source;
    this.key = source.key;
    this.name = source.name ?? source.key;
    this.index = index;
    this.condition = condition;
    this.publish = (source.publish?.traits ?? []).map((path) => knownTrait(path) as Trait);
    this.isQuiet = source.backfill === 'quiet';
  }

  get definitionHash(): string {
    this.#hash ??= definitionHash(this.source);
    return this.#hash;
  }
}
