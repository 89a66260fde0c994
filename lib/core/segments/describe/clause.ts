import {
  aggregateNames,
  type Aggregated,
  type AggregateName,
  type FollowedBy,
  type NotFollowedBy,
  type Performed,
} from '../language/language.ts';
import type { LeafCondition } from '../language/leaves.ts';
import { countWords } from './count-words.ts';
import { durationWords, windowWords } from './duration-words.ts';
import { eventWords } from './event-words.ts';
import { fieldSubject, traitSubject } from './labels.ts';
import { operatorWords, type Subject } from './operator-words.ts';

/** What a condition says of customers: `who have` and `at least 3 purchases`. */
export interface Clause {
  readonly lead: 'who are' | 'who have' | 'whose';
  readonly core: string;
  /** Holds an "or" of its own. */
  readonly isChoice?: true;
}

/** What a description is made with. */
export interface Wording {
  readonly currency: string;
  readonly nameOf: (segment: string) => string;
}

/** Whether it is to be said that something holds, or that it does not. */
export type Saying = Wording & Pick<Subject, 'isKnown'> & { readonly holds: boolean };

type Trait = Extract<LeafCondition, { readonly trait: string }>;

const traitClause = ({ trait, is }: Trait, { currency, holds, isKnown = false }: Saying): Clause => {
  const isConsent = trait.startsWith('consent.') && is.eq === true && Object.keys(is).length === 1;
  if (isConsent) return { lead: 'who have', core: `${holds ? '' : 'not '}agreed to ${trait.slice('consent.'.length)}` };
  const subject = { ...traitSubject(trait, currency), isKnown };
  return { lead: 'whose', core: `${subject.label} ${operatorWords(is, subject, holds)}` };
};

const within = (window: string | undefined): string => (window === undefined ? '' : ` within ${windowWords(window)}`);

const performedClause = (condition: Performed, { currency, holds }: Saying): Clause => {
  const events = eventWords(condition, currency);
  const scope = `${events.narrowed}${within(condition.within)}`;
  const times = condition.times ?? { gte: 1 };
  const count = countWords(times, events, holds);
  if (count !== undefined) return { lead: 'who have', core: `${count}${scope}` };
  const number = { label: `number of ${events.many}`, unit: 'plain', isList: false } as const;
  return { lead: 'whose', core: `${number.label}${scope} ${operatorWords(times, number, holds)}` };
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

const aggregateClause = (condition: Aggregated, name: AggregateName, saying: Saying): Clause => {
  const { currency, holds, isKnown = false } = saying;
  const path = (condition as unknown as Readonly<Record<AggregateName, string>>)[name];
  const subject = fieldSubject(path, condition, currency);
  const { many, narrowed } = eventWords(condition, currency);
  const label = aggregateLabels[name](subject.label, `${many}${narrowed}${within(condition.within)}`);
  const compared = name === 'uniqueCount' ? ({ ...subject, unit: 'plain' } as const) : subject;
  return {
    lead: 'whose',
    core: `${label} ${operatorWords(condition.is, { ...compared, isList: false, isKnown }, holds)}`,
  };
};

const followedClause = (condition: FollowedBy, { currency, holds }: Saying): Clause => {
  const first = eventWords(condition, currency);
  const second = eventWords(condition.followedBy, currency);
  const subject = holds ? first.some : `no ${first.one}`;
  const pair = `${subject}${first.narrowed} followed by ${second.some}${second.narrowed}`;
  return { lead: 'who have', core: `${pair}, both within ${windowWords(condition.within)}` };
};

const notFollowedClause = (condition: NotFollowedBy, { currency, holds }: Saying): Clause => {
  const first = eventWords(condition, currency);
  const second = eventWords(condition.notFollowedBy, currency);
  const wait = durationWords(condition.for);
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

/** What a condition without further conditions in it says. */
export const clauseOf = (condition: LeafCondition, saying: Saying): Clause => {
  if ('trait' in condition) return traitClause(condition, saying);
  if ('segment' in condition) {
    return { lead: 'who are', core: `${saying.holds ? '' : 'not '}in "${saying.nameOf(condition.segment)}"` };
  }
  if ('followedBy' in condition) return followedClause(condition, saying);
  if ('notFollowedBy' in condition) return notFollowedClause(condition, saying);
  const name = aggregateNames.find((aggregate) => aggregate in condition);
  return name === undefined
    ? performedClause(condition, saying)
    : aggregateClause(condition as Aggregated, name, saying);
};
