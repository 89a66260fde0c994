import * as z from 'zod/mini';
import { isOpen, unwrapped } from '#events/forms/form.ts';
import { incomingEvents, type EventType } from '#events/incoming-event.ts';

/** The known fields of an object by name, or `any` where every field is the shop's own, or the value is not an object. */
export type KnownFields = ReadonlyMap<string, KnownFields> | 'any';

/** Fields of an object, of the elements of a list, or of neither. */
const fieldsOf = (schema: z.core.$ZodType): KnownFields => {
  const inner = unwrapped(schema);
  if (isOpen(inner)) return 'any';
  if (inner instanceof z.ZodMiniArray) return fieldsOf(inner.def.element);
  if (!(inner instanceof z.ZodMiniObject)) return 'any';
  const shape: Readonly<Record<string, z.core.$ZodType>> = inner.def.shape;
  return new Map(Object.entries(shape).map(([name, field]) => [name, fieldsOf(field)]));
};

const compiled = new Map<EventType, KnownFields>();

/** The known fields of an event's detail. */
export const knownFields = (type: EventType): KnownFields => {
  const known = compiled.get(type) ?? fieldsOf(incomingEvents[type].schema);
  compiled.set(type, known);
  return known;
};
