import type { Segment } from '../language/language.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import type { CompiledSegment, PublishedTrait } from './catalogue.ts';
import { definitionHash } from './definition-hash.ts';
import type { Node } from './node.ts';
import { writtenAt, type Signal } from './signal.ts';
import type { Surroundings } from './used-by.ts';

/** What a segment uses of its catalogue. */
interface Uses extends Surroundings {
  /** The trait of a path. */
  readonly traitOf: (path: string) => Signal;
}

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
  #publish: readonly PublishedTrait[] | undefined;
  readonly #parsed: ParsedSegment;
  readonly #surroundings: Uses;

  constructor(parsed: ParsedSegment, condition: Node, surroundings: Uses) {
    const { source, index } = parsed;
    this.#parsed = parsed;
    this.#surroundings = surroundings;
    this.source = source;
    this.key = source.key;
    this.name = source.name ?? source.key;
    this.index = index;
    this.condition = condition;
    this.isQuiet = source.backfill === 'quiet';
  }

  get definitionHash(): string {
    this.#hash ??= definitionHash(this.#parsed, this.#surroundings);
    return this.#hash;
  }

  get publish(): readonly PublishedTrait[] {
    const { traitOf } = this.#surroundings;
    this.#publish ??= (this.source.publish?.traits ?? []).map((path) => ({ path, valueAt: writtenAt(traitOf(path)) }));
    return this.#publish;
  }
}
