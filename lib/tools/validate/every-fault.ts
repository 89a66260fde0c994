import * as z from 'zod/mini';
import { faultOf, type Fault } from '#events/fault.ts';
import { incomingEvents, type EventType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';

/** The rules about both ids: the schema asks them only of a detail whose fields all fit. */
const idFaults = (type: EventType, detail: unknown): readonly Fault[] => {
  if (!isRecord(detail)) return [];
  const { customerId, anonymousId } = detail;
  if (customerId === undefined && anonymousId === undefined) {
    return [{ field: 'customerId', rule: 'must be given where there is no anonymousId', value: undefined }];
  }
  return type === 'ErasureRequested' && customerId !== undefined && anonymousId !== undefined
    ? [{ field: 'anonymousId', rule: 'must be absent where there is a customerId', value: anonymousId }]
    : [];
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
  return oncePerField([...issues.map((issue) => faultOf(detail, issue)), ...idFaults(type, detail)]);
};
