import type { Items } from '#lib/core/insight/items/items.ts';
import type { GroupsLearnt } from '../discover/discover.ts';
import type { Published } from './published.ts';
import type { WrittenVocabularies } from './written-vocabularies.ts';
import type { QuestionFacts } from '#lib/core/insight/question-facts.ts';

/** What the last stage counts by, made of the samples. Plain JSON. */
export interface CountsPlan {
  readonly facts: QuestionFacts;
  /** Of each comparison. */
  readonly items: readonly Items[];
  /** Of each segment. */
  readonly places: readonly Items[];
  readonly placesOfAll: Items;
  /** Of everybody, and of the members of each segment. */
  readonly words: WrittenVocabularies;
  readonly groups: GroupsLearnt;
  /** The results that are there already. */
  readonly published: readonly Published[];
}
