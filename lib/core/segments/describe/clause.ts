import type { AggregateName } from '../language/aggregates.ts';
import type {
  AggregateCondition,
  CountCondition,
  FollowedByCondition,
  LeafCondition,
  NotFollowedByCondition,
  TraitCondition,
} from '../language/condition.ts';
import { countWords } from './count-words.ts';
import { durationWords, windowWords } from './duration-words.ts';
import { eventWords } from './event-words.ts';
import { fieldSubject, traitSubject } from './labels.ts';
import { operatorWords, type Subject } from './operator-words.ts';

/** A condition as a clause about customers: `who have` and `at least 3 purchases`. */
export interface Clause {
  readonly lead: 'who are' | 'who have' | 'whose';
  readonly core: string;
  /** Holds an "or" of its own. */
  readonly isChoice?: true;
}

/** The words that a description needs from its catalogue. */
export interface Vocabulary {
  readonly currency: string;
  readonly nameOf: (segment: string) => string;
}

/** Says whether to describe that something holds, or that it does not. */
export type Saying = Vocabulary & Pick<Subject, 'isKnown'> & { readonly holds: boolean };

const traitClause = ({ trait, is }: TraitCondition, { currency, holds, isKnown = false }: Saying): Clause => {
  const isConsent = trait.startsWith('consent.') && is.eq === true && Object.keys(is).length === 1;
  if (isConsent) return { lead: 'who have', core: `${holds ? '' : 'not '}agreed to ${trait.slice('consent.'.length)}` };
  const subject = { ...traitSubject(trait, currency), isKnown };
  return { lead: 'whose', core: `${subject.label} ${operatorWords(is, subject, holds)}` };
};

const within = (window: string | undefined): string => (window === undefined ? '' : ` within ${windowWords(window)}`);

const countClause = ({ events, is }: CountCondition, { currency, holds }: Saying): Clause => {
  const words = eventWords(events, currency);
  const scope = `${words.narrowed}${within(events.within)}`;
  const count = countWords(is, words, holds);
  if (count !== undefined) return { lead: 'who have', core: `${count}${scope}` };
  const number = { label: `number of ${words.many}`, unit: 'plain', isList: false } as const;
  return { lead: 'whose', core: `${number.label}${scope} ${operatorWords(is, number, holds)}` };
};

const aggregateLabels: Readonly<Record<AggregateName, (field: string, events: string) => string>> = {
  sum: (field, events) => `${field}, summed over ${events},`,
  avg: (field, events) => `average ${field} of ${events}`,
  min: (field, events) => `lowest ${field} of ${events}`,
  max: (field, events) => `highest ${field} of ${events}`,
  first: (field, events) => `first ${field} among ${events}`,
  last: (field, events) => `latest ${field} among ${events}`,
  uniqueCount: (field, events) => `number of different values of ${field} among ${events}`,
};

const aggregateClause = ({ events, aggregate, is }: AggregateCondition, saying: Saying): Clause => {
  const { currency, holds, isKnown = false } = saying;
  const { name, field } = aggregate;
  const subject = fieldSubject(field, events, currency);
  const { many, narrowed } = eventWords(events, currency);
  const label = aggregateLabels[name](subject.label, `${many}${narrowed}${within(events.within)}`);
  const unit = name === 'uniqueCount' ? 'plain' : subject.unit;
  return { lead: 'whose', core: `${label} ${operatorWords(is, { label, unit, isList: false, isKnown }, holds)}` };
};

const followedClause = (condition: FollowedByCondition, { currency, holds }: Saying): Clause => {
  const first = eventWords(condition.first, currency);
  const second = eventWords(condition.second, currency);
  const subject = holds ? first.some : `no ${first.one}`;
  const pair = `${subject}${first.narrowed} followed by ${second.some}${second.narrowed}`;
  return { lead: 'who have', core: `${pair}, both within ${windowWords(condition.within)}` };
};

const notFollowedClause = (condition: NotFollowedByCondition, { currency, holds }: Saying): Clause => {
  const first = eventWords(condition.first, currency);
  const second = eventWords(condition.second, currency);
  const wait = durationWords(condition.wait);
  const scope = `${first.one}${first.narrowed}${within(condition.within)}`;
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

/** A leaf as a clause about customers. */
export const clauseOf = (condition: LeafCondition, saying: Saying): Clause => {
  switch (condition.form) {
    case 'trait':
      return traitClause(condition, saying);
    case 'segment':
      return { lead: 'who are', core: `${saying.holds ? '' : 'not '}in "${saying.nameOf(condition.segment)}"` };
    case 'count':
      return countClause(condition, saying);
    case 'aggregate':
      return aggregateClause(condition, saying);
    case 'followedBy':
      return followedClause(condition, saying);
    case 'notFollowedBy':
      return notFollowedClause(condition, saying);
    default:
      return condition satisfies never;
  }
};
