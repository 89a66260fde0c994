import { knownTrait, type Trait } from '../../profile/trait.ts';
import type { Segment } from '../language/language.ts';
import { definitionHash } from './catalogue-hash.ts';
import type { CompiledSegment } from './catalogue.ts';
import type { Node } from './node.ts';

/**
 * A segment whose hash and published traits are made when a change first needs them, since a cold start waits for all that is
 * made before. A class, since V8 keeps an object literal with getters as a slow dictionary (docs/decisions/0007).
 */
export class ReadySegment implements CompiledSegment {
  readonly source: Segment;
  readonly key: string;
  readonly name: string;
  readonly index: number;
  readonly condition: Node;
  readonly isQuiet: boolean;
  #hash: string | undefined;
  #publish: readonly Trait[] | undefined;

  /** @param index - where the catalogue lists the segment. */
  constructor(source: Segment, index: number, condition: Node) {
    this.source = source;
    this.key = source.key;
    this.name = source.name ?? source.key;
    this.index = index;
    this.condition = condition;
    this.isQuiet = source.backfill === 'quiet';
  }

  get definitionHash(): string {
    this.#hash ??= definitionHash(this.source);
    return this.#hash;
  }

  get publish(): readonly Trait[] {
    this.#publish ??= (this.source.publish?.traits ?? []).map((path) => knownTrait(path) as Trait);
    return this.#publish;
  }
}
