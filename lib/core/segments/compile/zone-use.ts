import { isCalendarDay } from '#events/forms/instant.ts';
import type { EventCondition, Measured } from '../language/condition.ts';
import type { EventSelection, Selection } from '../language/language.ts';
import { isLocalField } from '../language/local-fields.ts';
import { aggregatedFields } from '../language/measured.ts';
import { parseWhere, type WhereCondition } from '../language/where.ts';

const asksLocally = (condition: WhereCondition): boolean => {
  if (condition.form === 'field') return isLocalField(condition.field);
  return 'parts' in condition ? condition.parts.some(asksLocally) : asksLocally(condition.part);
};

const choosesLocally = ({ where }: EventSelection): boolean => parseWhere(where).some(asksLocally);

const windowIsLocal = ({ during, since, until }: Selection): boolean =>
  during !== undefined || isCalendarDay(since) || isCalendarDay(until);

/** Whether what is measured depends on the time zone of the catalogue. */
export const usesZone = (condition: EventCondition | Measured): boolean => {
  if (condition.form === 'followedBy' || condition.form === 'notFollowedBy')
    return choosesLocally(condition.first) || choosesLocally(condition.second);
  const { events } = condition;
  const aggregate = condition.form === 'count' ? undefined : condition.aggregate;
  return windowIsLocal(events) || choosesLocally(events) || aggregatedFields(aggregate).some(isLocalField);
};
