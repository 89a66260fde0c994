import * as z from 'zod/mini';
import { faultOf, type Fault } from '#events/fault.ts';
import { groupOf } from '#events/forms/group.ts';
import { incomingEvents, type EventType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';

/** The faults of rules that concern two fields: the schema asks them only of a detail whose fields all fit. */
const faultsOfTwo = (type: EventType, detail: unknown): readonly Fault[] => {
  const rules = groupOf(incomingEvents[type].schema)?.constraints ?? [];
  // They compare whatever is given, of a right form or not.
  const checks = rules.map(({ check }) => check as z.core.$ZodCheck<object>);
  const { error } = z.safeParse(z.looseObject({}).check(...checks), detail);
  return isRecord(detail) ? (error?.issues ?? []).map((issue) => faultOf(detail, issue)) : [];
};

/** Two faults of one field, of which the first says enough. */
const oncePerField = (faults: readonly Fault[]): readonly Fault[] => {
  const seen = new Set<string>();
  return faults.filter(({ field }) => !seen.has(field) && seen.add(field));
};

/** All faults of a detail that is not an event of this type; at least one, in the order of the schema. */
export const everyFault = (type: EventType, detail: unknown): readonly Fault[] => {
  const { error } = z.safeParse(incomingEvents[type].schema, detail);
  const issues = error?.issues ?? [];
  return oncePerField([...issues.map((issue) => faultOf(detail, issue)), ...faultsOfTwo(type, detail)]);
};
