import type { FollowedByCondition, NotFollowedByCondition, SameFields } from '../language/condition.ts';
import { durationWords, windowWords } from './duration-words.ts';
import { eventWords } from './event-words.ts';
import { fieldSubject } from './labels.ts';
import type { Clause, Saying } from './saying.ts';

type Sequence = FollowedByCondition | NotFollowedByCondition;

const lastStep = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

const definite = (label: string): string => (label.startsWith('the ') ? label : `the ${label}`);

interface Likeness {
  /** What the two have in common, by its name in the first. */
  readonly label: string;
  /** What narrows the second: ` of the same product`. */
  readonly narrowed: string;
}

const likenessOf = ([one, other]: SameFields, { first, second }: Sequence, currency: string): Likeness => {
  const { label } = fieldSubject(one, first, currency);
  if (lastStep(one) !== lastStep(other)) {
    return {
      label,
      narrowed: ` whose ${fieldSubject(other, second, currency).label} is ${definite(label)} of the first`,
    };
  }
  const isPlain = one === lastStep(one);
  const shared = isPlain ? label : fieldSubject(lastStep(one), first, currency).label;
  return { label: shared, narrowed: ` ${shared === 'product' ? 'of' : 'with'} the same ${shared}` };
};

/** A sequence as a clause: `a cart visit followed by a purchase, both within the last 7 days`. */
export const followedClause = (condition: FollowedByCondition, { currency, holds }: Saying): Clause => {
  const first = eventWords(condition.first, currency);
  const second = eventWords(condition.second, currency);
  const likeness = condition.same && likenessOf(condition.same, condition, currency);
  const pair = `${first.narrowed} followed by ${second.some}${second.narrowed}${likeness?.narrowed ?? ''}`;
  return {
    lead: 'who have',
    core: `${holds ? first.some : `no ${first.one}`}${pair}, both within ${windowWords(condition.within)}`,
  };
};

/** A wait of which each value in common has its own, in one clause: of some value it is over, or of none. */
const alikeClause = (
  condition: NotFollowedByCondition & { readonly same: SameFields },
  { currency, holds }: Saying,
): Clause => {
  const first = eventWords(condition.first, currency);
  const second = eventWords(condition.second, currency);
  const { label, narrowed } = likenessOf(condition.same, condition, currency);
  const kind = `${holds ? first.some : `no ${first.one}`}${first.narrowed} within ${windowWords(condition.within)}`;
  const wait = `at least ${durationWords(condition.wait)} ago`;
  return {
    lead: 'who have',
    core: `${kind} that is the latest of its ${label}, ${wait}, with no ${second.one}${second.narrowed}${narrowed} since`,
  };
};

/** A wait as a clause: `latest cart visit within the last 7 days was at least 2 hours ago, with no purchase since`. */
export const notFollowedClause = (condition: NotFollowedByCondition, saying: Saying): Clause => {
  const { same } = condition;
  if (same) return alikeClause({ ...condition, same }, saying);
  const { currency, holds } = saying;
  const first = eventWords(condition.first, currency);
  const second = eventWords(condition.second, currency);
  const wait = durationWords(condition.wait);
  const scope = `${first.one}${first.narrowed} within ${windowWords(condition.within)}`;
  return holds
    ? {
        lead: 'whose',
        core: `latest ${scope} was at least ${wait} ago, with no ${second.one}${second.narrowed} since`,
      }
    : {
        lead: 'who have',
        core: `no ${scope}, or the latest less than ${wait} ago, or ${second.some}${second.narrowed} since`,
        isChoice: true,
      };
};
