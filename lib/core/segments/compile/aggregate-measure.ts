import { instantOf } from '../../time/instant-of.ts';
import type { Instant } from '../../time/instant.ts';
import type { Measured } from '../language/condition.ts';
import type { WindowSource } from '../language/language.ts';
import { aggregateOver } from './aggregate-over.ts';
import { compileMatcher } from './matcher.ts';
import type { MeasureScope, Unnamed } from './measure.ts';

/** Tests whether an event lies from `since` up to, not including, `until`. */
const liesIn = ({ since, until }: WindowSource, { calendar }: MeasureScope): ((t: Instant) => boolean) => {
  const first = since === undefined ? -Infinity : instantOf(since, calendar);
  const end = until === undefined ? Infinity : instantOf(until, calendar);
  return (t) => first <= t && t < end;
};

/**
 * Elements of a visitor's events are numbered from here, those of a customer's from 0: of two events that are equal in time
 * and id, after a link, the customer's is the newer.
 */
const firstOfVisitor = -1_000_000;

/** The measure of a count or of an aggregate. */
export const aggregateMeasure = (
  { events, aggregate: asked }: Pick<Measured, 'events' | 'aggregate'>,
  scope: MeasureScope,
): Unnamed => {
  const matches = compileMatcher({ events, aggregate: asked }, scope);
  const isIn = liesIn(events, scope);
  const aggregate = aggregateOver(asked, events, scope);
  return {
    ...aggregate,
    selections: [events],
    fold: (before, fact) => {
      const {
        event: { type, detail },
        t,
        clock,
      } = fact;
      if (type !== events.performed || !isIn(t)) return before;
      let state = before;
      let index = detail.customerId === undefined ? firstOfVisitor : 0;
      for (const value of matches(fact)) {
        state = aggregate.add(state, { t, eventId: detail.eventId, index, value }, clock);
        index += 1;
      }
      return state;
    },
  };
};
