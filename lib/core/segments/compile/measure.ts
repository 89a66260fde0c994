import { fingerprint } from '#events/fingerprint.ts';
import {
  lifetimeAverage,
  lifetimeCount,
  lifetimeFirst,
  lifetimeLast,
  lifetimeMaximum,
  lifetimeMinimum,
  lifetimeSum,
  lifetimeUniqueCount,
} from '../../measures/lifetime.ts';
import type { Aggregate, MeasureReader, MeasureState } from '../../measures/measure.ts';
import { followedBy, notFollowedBy, type Sequence } from '../../measures/sequence.ts';
import {
  averageKind,
  countKind,
  extremeKind,
  firstKind,
  lastKind,
  sumKind,
  uniqueCountKind,
} from '../../measures/window-kinds.ts';
import { windowed, type WindowKind } from '../../measures/window.ts';
import type { Fact } from '../../profile/fact.ts';
import { parseDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type {
  Aggregated,
  AggregateName,
  EventSelection,
  FollowedBy,
  NotFollowedBy,
  Performed,
} from '../language/language.ts';
import { aggregateOf } from '../language/aggregate.ts';
import { compileMatcher, compileSelection } from './matcher.ts';

/** A condition over events. */
export type EventCondition = Performed | Aggregated | FollowedBy | NotFollowedBy;

/** What one or more leaves observe of a person's events: a matcher, an aggregate, a window. */
export interface Measure extends MeasureReader<MeasureState> {
  /** The same wherever the same is measured, across catalogues too; the key of its state. */
  readonly id: string;
  /** What selects its events; two for a sequence. */
  readonly selections: readonly EventSelection[];
  /** The state with an event in it: the same object where the event does not match. */
  readonly fold: (state: MeasureState | undefined, fact: Fact) => MeasureState | undefined;
  /** Joins the states of two people who are one, at their common clock. */
  readonly merge: (one: MeasureState, other: MeasureState, clock: Instant) => MeasureState;
}

const lengthOf = (duration: string): number => parseDuration(duration) as number;

type Lifetime = Aggregate<MeasureState> | ((most: number) => Aggregate<MeasureState>);

const lifetimes: Record<AggregateName | 'count', Lifetime> = {
  count: lifetimeCount,
  sum: lifetimeSum,
  avg: lifetimeAverage,
  min: lifetimeMinimum,
  max: lifetimeMaximum,
  first: lifetimeFirst,
  last: lifetimeLast,
  uniqueCount: lifetimeUniqueCount,
};

const windows: Record<AggregateName | 'count', (length: number, most: number) => WindowKind> = {
  count: (_, most) => countKind(most),
  sum: sumKind,
  avg: averageKind,
  min: (length) => extremeKind(length, -1),
  max: (length) => extremeKind(length, 1),
  first: firstKind,
  last: () => lastKind,
  uniqueCount: (_, most) => uniqueCountKind(most),
};

const aggregate = (
  name: AggregateName | 'count',
  within: string | undefined,
  most: number,
): Aggregate<MeasureState> => {
  if (within !== undefined) return windowed(windows[name](lengthOf(within), most), lengthOf(within));
  const lifetime = lifetimes[name];
  return typeof lifetime === 'function' ? lifetime(most) : lifetime;
};

const aggregateMeasure = (condition: Performed | Aggregated, { most, currency }: Scope): Omit<Measure, 'id'> => {
  const matches = compileMatcher(condition, currency);
  const of = aggregate(aggregateOf(condition).name ?? 'count', condition.within, most);
  return {
    ...of,
    selections: [condition],
    fold: (before, { event: { type, detail }, t, clock }) => {
      if (type !== condition.performed) return before;
      let state = before;
      let index = 0;
      for (const value of matches(detail)) {
        state = of.add(state, { t, eventId: detail.eventId, index, value }, clock);
        index += 1;
      }
      return state;
    },
  };
};

const sequenceOf = (condition: FollowedBy | NotFollowedBy): Sequence<MeasureState> =>
  ('followedBy' in condition
    ? followedBy(lengthOf(condition.within))
    : notFollowedBy(lengthOf(condition.for), lengthOf(condition.within))) as unknown as Sequence<MeasureState>;

const sequenceMeasure = (condition: FollowedBy | NotFollowedBy): Omit<Measure, 'id'> => {
  const second = 'followedBy' in condition ? condition.followedBy : condition.notFollowedBy;
  const sequence = sequenceOf(condition);
  const [isFirst, isSecond] = [compileSelection(condition), compileSelection(second)];
  return {
    ...sequence,
    selections: [condition, second],
    fold: (before, { event: { type, detail }, t, clock }) => {
      const roles = {
        isFirst: type === condition.performed && isFirst(detail),
        isSecond: type === second.performed && isSecond(detail),
      };
      return roles.isFirst || roles.isSecond ? sequence.add(before, roles, { t, clock }) : before;
    },
  };
};

/** What is measured, without what it is compared with: equal conditions of different segments share a measure. */
export const measureKey = (condition: EventCondition): string => {
  const { times: _, is: __, ...measured } = condition as Performed & Aggregated;
  return fingerprint('measure', measured);
};

interface Scope {
  /** The condition's `measureKey`. */
  readonly key: string;
  /** So many newest or smallest entries decide every comparison. */
  readonly most: number;
  readonly currency: string;
}

const idLength = 8;

/** Compiles a measure. */
export const compileMeasure = (condition: EventCondition, scope: Scope): Measure => {
  const compiled =
    'followedBy' in condition || 'notFollowedBy' in condition
      ? sequenceMeasure(condition)
      : aggregateMeasure(condition, scope);
  return {
    ...compiled,
    id: fingerprint('measure', [scope.key, scope.most, scope.currency]).slice(0, idLength),
  };
};
