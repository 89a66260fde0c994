import { withInstantWords } from '#lib/core/time/instant-words.ts';
import type { ConditionNode } from '../../../parts/condition-tree.tsx';
import type { Explained } from '../person.ts';

const contrary = { all: 'any', any: 'all' } as const;

/** What was observed stands at the end of the words: `number of orders is at least 3 (now 5)`. */
const withObserved = /^(.*) \(now (.*)\)$/su;

/** A list as it is told, without the marks of JSON. */
const listWords = (told: string): string =>
  told.startsWith('["') ? told.slice(2, -2).replaceAll('","', ', ') : told.replaceAll('"', '');

const leafOf = (words: string, holds: boolean): ConditionNode => {
  const [, condition = words, observed] = withObserved.exec(words) ?? [];
  const node = { kind: 'condition', condition, holds } as const;
  return observed === undefined ? node : { ...node, observed: listWords(observed) };
};

/**
 * A condition as a tree that can be read: the words of its parts say already what is the case, so `not` is carried down to where
 * it turns a group into its contrary, as `patron explain` does it.
 *
 * @param instantWords - an ISO instant in words.
 */
export const plainCondition = (
  explained: Explained,
  instantWords: (instant: string) => string,
  isNegated = false,
): ConditionNode => {
  switch (explained.kind) {
    case 'not':
      return plainCondition(explained.part, instantWords, !isNegated);
    case 'condition':
      return leafOf(withInstantWords(explained.words, instantWords), explained.holds);
    case 'all':
    case 'any':
      return {
        kind: isNegated ? contrary[explained.kind] : explained.kind,
        holds: explained.holds !== isNegated,
        parts: explained.parts.map((part) => plainCondition(part, instantWords, isNegated)),
      };
    default:
      return explained satisfies never;
  }
};
