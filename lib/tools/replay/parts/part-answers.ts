import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { Misunderstanding } from '../../understanding/understanding.ts';
import type { FilledCounts } from '../filled.ts';

/** What a thread is started with. */
export interface PartStart {
  /** The file of its part of the store. */
  readonly file: string;
  /** How many parts there are. */
  readonly of: number;
  readonly catalogue: CatalogueSource;
  readonly deployment: number;
}

/** Lines for one thread, with their numbers in the whole file and the latest arrival of all lines up to each. */
export interface PartLines {
  readonly kind: 'lines';
  readonly numbers: readonly number[];
  readonly now: readonly Instant[];
  readonly texts: readonly string[];
}

/** Asks for the people of the thread who are due next. */
export interface PartDue {
  readonly kind: 'due';
  readonly until: Instant;
  /** The latest arrival of all lines, or `until` where that is later. */
  readonly now: Instant;
}

/** Lets time run on for the people who are due next, one for each number: that of the review among all lines and reviews. */
export interface PartReviews {
  readonly kind: 'reviews';
  readonly until: Instant;
  readonly numbers: readonly number[];
}

/** Asks for the next lines of profiles. */
export interface PartProfiles {
  readonly kind: 'profiles';
  readonly asOf: Instant;
}

/** A request to a thread. After `end` there is no other. */
export type PartRequest = PartLines | PartDue | PartReviews | PartProfiles | { readonly kind: 'end' };

/** Something with the number of the line or the review that it came of. */
export interface Numbered<Item> {
  readonly number: number;
  readonly item: Item;
}

/** What came of lines or reviews. */
export interface PartTaken {
  /** Lines of `changes.jsonl`: all of one number in one text. */
  readonly changes: readonly Numbered<string>[];
  readonly quarantine: readonly Numbered<string>[];
  readonly misunderstood: readonly Numbered<Misunderstanding>[];
}

/** People who are due, in order; none at the end. */
export interface PartDuePage {
  readonly people: readonly { readonly person: PersonKey; readonly dueAt: Instant }[];
}

/** Lines of profiles in the order of ids; none at the end. */
export interface PartProfilePage {
  readonly profiles: readonly { readonly person: PersonKey; readonly line: string }[];
}

/** The answer to each kind of request. */
export interface PartAnswers {
  readonly lines: PartTaken;
  readonly due: PartDuePage;
  readonly reviews: PartTaken;
  readonly profiles: PartProfilePage;
  readonly end: FilledCounts;
}
