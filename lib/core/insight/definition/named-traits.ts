import { mentionsIn, mentionsInValue } from '../../segments/check/mentions.ts';
import type { CatalogueSource, Segment } from '../../segments/language/language.ts';
import { computedPath } from '../../segments/language/own-paths.ts';
import { requirementOf } from '../../segments/language/requirement.ts';

/** What a segment's definition names, its own and that of all it refers to. */
export interface Definition {
  /** The paths of traits, in order. */
  readonly traits: readonly string[];
  /** The conditions, and the shop's own traits, in which they are named. */
  readonly sources: readonly unknown[];
}

interface Walk {
  readonly source: CatalogueSource;
  readonly traits: Set<string>;
  readonly sources: Set<unknown>;
}

const visitTrait = (walk: Walk, path: string): void => {
  if (walk.traits.has(path)) return;
  walk.traits.add(path);
  const [, name = ''] = computedPath.exec(path) ?? [];
  const own = walk.source.traits?.[name];
  if (own === undefined) return;
  walk.sources.add(own);
  if ('value' in own) for (const mention of mentionsInValue(own.value, '')) visitTrait(walk, mention.name);
};

const visitSegment = (walk: Walk, segment: Segment): void => {
  if (walk.sources.has(segment.when)) return;
  walk.sources.add(segment.when);
  const requires = requirementOf(segment, walk.source);
  if (requires) walk.traits.add(`consent.${requires.consent}`);
  for (const { to, name } of mentionsIn(segment.when, '')) {
    if (to === 'trait') visitTrait(walk, name);
    const referred = to === 'segment' && walk.source.segments.find(({ key }) => key === name);
    if (referred) visitSegment(walk, referred);
  }
};

/** Finds the traits that segments are defined by, through the segments and the computed traits that they refer to. */
export const definitionOf = (source: CatalogueSource, segments: readonly Segment[]): Definition => {
  const walk: Walk = { source, traits: new Set(), sources: new Set() };
  for (const segment of segments) visitSegment(walk, segment);
  return { traits: [...walk.traits].sort(), sources: [...walk.sources] };
};

/** What one of the shop's own traits is defined by. */
export const definitionOfTrait = (source: CatalogueSource, path: string): Definition => {
  const walk: Walk = { source, traits: new Set(), sources: new Set() };
  visitTrait(walk, path);
  return { traits: [...walk.traits].sort(), sources: [...walk.sources] };
};
