import type { EventCondition, Measured } from '../language/condition.ts';
import type { EventSelection, Selection } from '../language/language.ts';
import { parseWhere, type WhereCondition } from '../language/where.ts';

const dateOnly = /^\d{4}-\d\d-\d\d$/;

/** Whether an instant that a check has accepted is a date without a time. */
export const isDate = (instant: string): boolean => dateOnly.test(instant);

const isLocal = (field: string): boolean => field.startsWith('local.');

const asksLocally = (condition: WhereCondition): boolean => {
  if (condition.form === 'field') return isLocal(condition.field);
  return 'parts' in condition ? condition.parts.some(asksLocally) : asksLocally(condition.part);
};

const choosesLocally = ({ where }: EventSelection): boolean => parseWhere(where).some(asksLocally);

const windowIsLocal = ({ during, since, until }: Selection): boolean =>
  during !== undefined || [since, until].some((bound) => bound !== undefined && isDate(bound));

const fieldsOf = (aggregate: Measured['aggregate']): readonly string[] => {
  if (!aggregate) return [];
  return aggregate.name === 'latest' ? aggregate.fields : [aggregate.field];
};

/** Whether what is measured depends on the time zone of the catalogue. */
export const usesZone = (condition: EventCondition | Measured): boolean => {
  if (condition.form === 'followedBy' || condition.form === 'notFollowedBy')
    return choosesLocally(condition.first) || choosesLocally(condition.second);
  const { events } = condition;
  const aggregate = condition.form === 'count' ? undefined : condition.aggregate;
  return windowIsLocal(events) || choosesLocally(events) || fieldsOf(aggregate).some(isLocal);
};
