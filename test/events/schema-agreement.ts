import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod/mini';
import fc from 'fast-check';
import { expect } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { firstFault, type Fault } from '#events/fault.ts';
import { isEventType } from '#events/incoming-event.ts';
import { eventJsonSchema } from '#lib/tools/schemas/entry-schema.ts';
import { eventsIn, eventsOut, type EventContract } from '#lib/tools/schemas/event-contracts.ts';
import { drawnEntries } from './drawn-entries.ts';
import type { Entry } from './entries.ts';

/** Every kind of event, in and out. */
export const contracts: readonly EventContract[] = [...eventsIn, ...eventsOut];

/** The validator of an event's JSON Schema. Nothing in it is ignored or repaired. */
export const validatorOf = (contract: EventContract): ValidateFunction =>
  new Ajv2020({ strict: true }).compile(eventJsonSchema(contract));

/** What is wrong with an entry; undefined where it is accepted. */
const faultOf = ({ type, schema }: EventContract, entry: Entry): Pick<Fault, 'field' | 'rule'> | undefined => {
  if (isEventType(type)) {
    const acceptance = acceptEntry(entry);
    return acceptance.ok ? undefined : acceptance.refusal;
  }
  const { error } = z.safeParse(schema, entry.detail);
  return error && firstFault(entry.detail, error);
};

const valueAt = (detail: unknown, field: string): unknown =>
  field.split('.').reduce<unknown>((value, key) => Reflect.get(Object(value), key), detail);

const longest = /^must be a text of 1 to ([\d,]+) characters/;

/** Whether a text, or one in a list, is too long in UTF-16 code units alone. */
const isLongInUnits = (value: unknown, most: number): boolean => {
  if (Array.isArray(value)) return value.some((text) => isLongInUnits(text, most));
  return typeof value === 'string' && value.length > most && Array.from(value).length <= most;
};

/** Whether a fault is one that docs/events.md lists as beyond any JSON Schema. */
const isBeyond = ({ field, rule }: Pick<Fault, 'field' | 'rule'>, detail: unknown): boolean => {
  const [, most] = longest.exec(rule) ?? [];
  if (most !== undefined) return isLongInUnits(valueAt(detail, field), Number(most.replace(',', '')));
  return /^must be below scale\.max$|^must be JSON nested at most \d+ deep$/.test(rule);
};

/** How many of the drawn entries were accepted, and how many were refused for what no JSON Schema can say. */
export interface Drawn {
  accepted: number;
  refused: number;
  beyond: number;
}

/** Draws entries of one type, and compares what is decided of each with its JSON Schema. */
export const compareDrawn = (contract: EventContract, numRuns: number): Drawn => {
  const fits = validatorOf(contract);
  const drawn = { accepted: 0, refused: 0, beyond: 0 };
  fc.assert(
    fc.property(drawnEntries(contract), (entry) => {
      const fault = faultOf(contract, entry);
      const isLaxer = fault !== undefined && fits(entry);
      if (fault === undefined && !fits(entry)) expect(fits.errors).toBeNull();
      if (isLaxer) expect({ ...fault, beyond: isBeyond(fault, entry.detail) }).toMatchObject({ beyond: true });
      drawn[fault === undefined ? 'accepted' : isLaxer ? 'beyond' : 'refused'] += 1;
    }),
    { numRuns },
  );
  return drawn;
};
