import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { below, checkedBy, chosen, foundBy, type Found } from './chosen.ts';
import { closed } from './closed.ts';
import { eventOperators } from './operator-schema.ts';

/** The keys of which one asks the elements of a list. */
export const elementKeys = ['some', 'none', 'every'] as const;

/** The one of these keys that an object has; the first where it has several. */
export const elementKeyIn = (value: unknown): (typeof elementKeys)[number] | undefined =>
  isRecord(value) ? elementKeys.find((key) => Object.hasOwn(value, key)) : undefined;

const partsOf = (where: Readonly<Record<string, unknown>>): readonly Found[] =>
  Object.entries(where).flatMap(([name, value]) => below([name], foundBy(partSchema(name), value)));

/** Conditions on fields of events, by dotted path; which events have which is checked beside it. */
export const whereSchema = checkedBy((value) =>
  isRecord(value) ? partsOf(value) : [{ path: [], message: 'an object' }],
);

const wheres = z.array(whereSchema, 'a list of objects');

const ofElements = {
  some: closed({ some: whereSchema }),
  none: closed({ none: whereSchema }),
  every: closed({ every: whereSchema }),
} as const;

/** Operators over a field, or a condition on the elements of a list. */
const fieldSchema = chosen((value) => {
  const key = elementKeyIn(value);
  return key ? ofElements[key] : eventOperators;
});

const partSchema = (name: string): z.ZodMiniType => {
  if (name === 'all' || name === 'any') return wheres;
  return name === 'not' ? whereSchema : fieldSchema;
};
