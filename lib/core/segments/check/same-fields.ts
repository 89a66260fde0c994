import * as z from 'zod/mini';
import { isPerformedType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { isLocalField, selectedForm } from '../language/local-fields.ts';
import { objectCheck, type Found } from './chosen.ts';
import { unknownField } from './selected-fields.ts';

const sameRule = 'a field of both events, or a list of a field of the first and one of the second';

const isField = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** The fields of two events that must have a value in common. */
export const sameFields = z.custom<string | readonly [string, string]>(
  (value) => isField(value) || (Array.isArray(value) && value.length === 2 && value.every(isField)),
  { error: sameRule, abort: false },
);

const faultOf = (field: unknown, performed: unknown): string | undefined => {
  if (typeof field !== 'string' || field === '') return undefined;
  if (isLocalField(field)) return 'a field that the event itself has: local times are not compared';
  if (!isPerformedType(performed)) return undefined;
  const selected = { performed, each: undefined };
  return selectedForm(selected, field) === undefined ? unknownField(selected, field) : undefined;
};

const performedIn = (value: unknown): unknown => (isRecord(value) ? value['performed'] : undefined);

/** Checks that each of the two events has its field. */
export const knowsItsSameFields = objectCheck((value): readonly Found[] => {
  const { same, performed } = value;
  const other = performedIn(value['followedBy'] ?? value['notFollowedBy']);
  const isPair = Array.isArray(same);
  const [first, second]: readonly unknown[] = isPair ? same : [same, same];
  const faults = [faultOf(first, performed), faultOf(second, other)] as const;
  return faults.flatMap((message, index) =>
    message === undefined ? [] : [{ path: isPair ? ['same', index] : ['same'], message }],
  );
});
