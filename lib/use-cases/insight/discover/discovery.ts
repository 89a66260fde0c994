import type { Kind } from '#lib/core/insight/discover/centers.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';

/** A natural group. Shares are from 0 to 1, to two decimals. */
export interface FoundGroup {
  readonly key: string;
  readonly name: string;
  /** How many people the rule picks. */
  readonly members: number;
  /** The share of the members who belong to the group. */
  readonly precision: number;
  /** The share of the group whom the rule picks. */
  readonly recall: number;
  /** The median likeness (Jaccard) of the group and the one that is found in its place in a resample of the people. */
  readonly stability: number;
  readonly when: Segment['when'];
}

/** What was found. Plain JSON. */
export interface Discovery {
  /** The latest clock of anybody. */
  readonly asOf: string;
  readonly people: number;
  readonly verdict: Kind | 'nothing';
  /** What people were compared by. */
  readonly traits: readonly string[];
  /** The mean silhouette, from -1 to 1. */
  readonly silhouette?: number;
  /** Of the adjusted Rand index with what is found in twenty resamples of the people. */
  readonly stability?: { readonly median: number; readonly tenth: number };
  /** The share of people not learnt from whom the rules give to their own group. */
  readonly agreement?: number;
  /** Largest first. */
  readonly groups: readonly FoundGroup[];
  /** The traits that the rules ask about. */
  readonly byDefinition: readonly string[];
  /** What the data lack, where they lack something. */
  readonly missing?: string;
}
