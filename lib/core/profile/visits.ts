import { addDistinct, mergeDistinct, noDistinct } from '../measures/distinct.ts';
import type { Fact } from './fact.ts';
import type { VisitsState } from './state.ts';

export const addVisit = (visits: VisitsState | undefined, { event, t }: Fact<'VisitMade'>): VisitsState => {
  const { sessionId } = event.detail;
  const { count, firstAt, lastAt, sessions } = visits ?? { count: 0, firstAt: t, lastAt: t, sessions: noDistinct };
  return {
    count: count + 1,
    firstAt: Math.min(firstAt, t),
    lastAt: Math.max(lastAt, t),
    sessions: sessionId === undefined ? sessions : addDistinct(sessions, sessionId),
  };
};

export const mergeVisits = (one: VisitsState, other: VisitsState): VisitsState => ({
  count: one.count + other.count,
  firstAt: Math.min(one.firstAt, other.firstAt),
  lastAt: Math.max(one.lastAt, other.lastAt),
  sessions: mergeDistinct(one.sessions, other.sessions),
});
