import { aggregateOf, measured } from './aggregates.ts';
import type { Condition, Performed, Step } from './catalogue.ts';
import type { Fact } from './facts.ts';
import { readDuration } from './instants.ts';
import { fieldValues, stepFacts } from './matches.ts';
import { meets } from './operators.ts';
import { withoutPercentiles } from './predictions/percentiles.ts';
import type { View } from './traits.ts';
import { valueOf } from './values.ts';
import { windowHolds } from './windows.ts';

/** What a condition is asked of: a person at an instant, and the segments decided so far. */
export interface Question extends View {
  readonly members: ReadonlySet<string>;
}

type Same = Exclude<Performed['same'], undefined>;

interface Pair {
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
}

/** The events of both kinds, those of the first in the window. */
const pairOf = (condition: Performed, after: Step, question: Question): Pair => {
  const isHeld = windowHolds(condition, question);
  return {
    before: stepFacts(condition, question).filter(({ t }) => isHeld(t)),
    after: stepFacts(after, question).filter(({ t }) => t <= question.now),
  };
};

/** By every value that some of the first events have, the events of both kinds that have it. */
const pairsByValue = (pair: Pair, same: Same, { zone }: Question): Pair[] => {
  const [one, other] = typeof same === 'string' ? [same, same] : same;
  const valuesOf = (fact: Fact, field: string): unknown[] => fieldValues({ fact }, field, zone).flat();
  const values = new Set(pair.before.flatMap((fact) => valuesOf(fact, one)));
  return [...values].map((value) => ({
    before: pair.before.filter((fact) => valuesOf(fact, one).includes(value)),
    after: pair.after.filter((fact) => valuesOf(fact, other).includes(value)),
  }));
};

const followed = ({ before, after }: Pair): boolean => before.some((a) => after.some((b) => a.t < b.t));

const notFollowed = ({ before, after }: Pair, lasting: number, now: number): boolean => {
  if (before.length === 0) return false;
  const newest = Math.max(...before.map(({ t }) => t));
  return newest + lasting <= now && !after.some(({ t }) => newest < t);
};

const wasPerformed = (condition: Performed, question: Question): boolean => {
  const { followedBy, notFollowedBy } = condition;
  const second = followedBy ?? notFollowedBy;
  if (second === undefined) {
    const is = (aggregateOf(condition) === undefined ? condition.times : condition.is) ?? { gte: 1 };
    return meets(measured(condition, question), is);
  }
  const pair = pairOf(condition, second, question);
  const pairs = condition.same === undefined ? [pair] : pairsByValue(pair, condition.same, question);
  if (followedBy !== undefined) return pairs.some(followed);
  const lasting = readDuration(condition.for ?? 'PT0S');
  return pairs.some((one) => notFollowed(one, lasting, question.now));
};

/** Whether a condition holds at an instant, read off the whole list of events. */
export const holds = (condition: Condition, question: Question): boolean => {
  if ('all' in condition) return condition.all.every((part) => holds(part, question));
  if ('any' in condition) return condition.any.some((part) => holds(part, question));
  if ('not' in condition) return !holds(condition.not, question);
  if ('segment' in condition) return question.members.has(condition.segment);
  if ('performed' in condition) return wasPerformed(condition, question);
  if ('value' in condition) return meets(valueOf(condition.value, question), condition.is);
  const { trait, is } = condition;
  return meets(question.traitAt(trait), withoutPercentiles(trait, is, question.catalogue), question);
};
