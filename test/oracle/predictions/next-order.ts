import { silence } from './customer-base.ts';
import { historyOf, type Subject } from './subject.ts';
import { firstWhere, toleranceOf, type Flip } from './tolerance.ts';

/** The last millisecond of the year 9999. */
const endOfTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const known = new WeakMap<Subject, readonly Flip[]>();

const medianOf = (subject: Subject): Flip[] => {
  const { lastAt } = subject.bought;
  const silenceAt = (instant: number): number => silence(subject.model.orders, historyOf(subject, instant));
  const isOver = (instant: number): boolean => silenceAt(instant) <= 1 / 2;
  return isOver(endOfTime) ? [toleranceOf(firstWhere(isOver, lastAt, endOfTime), silenceAt, lastAt)] : [];
};

/** When half of those who are customers still have ordered again; undefined where that is after the last year. */
export const nextOrderOf = (subject: Subject): Flip | undefined => {
  const next = known.get(subject) ?? medianOf(subject);
  known.set(subject, next);
  return next[0];
};
