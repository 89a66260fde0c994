import fc from 'fast-check';
import * as z from 'zod/mini';
import { ruleOf, unwrapped } from '#events/forms/form.ts';
import { groupOf } from '#events/forms/group.ts';
import { deepestDetail } from '#events/fingerprint.ts';
import type { EventContract } from '#lib/tools/schemas/event-contracts.ts';
import { anything, nearTo, rightFor } from './drawn-values.ts';
import { absent, example, nested, type Entry } from './entries.ts';

type Schema = z.core.$ZodType;

/** A place of a detail: names of fields, and 0 for the first element of a list. */
type Place = readonly (string | number)[];

interface Spot {
  readonly place: Place;
  readonly schema: Schema;
}

/** Every place of a detail that a rule asks about, and one unknown field of every object. */
const spotsIn = (schema: Schema, place: Place = []): readonly Spot[] => {
  const inner = schema instanceof z.ZodMiniNullable ? schema.def.innerType : unwrapped(schema);
  const here = { place, schema: inner };
  if (inner instanceof z.ZodMiniArray) return [here, ...spotsIn(inner.def.element, [...place, 0])];
  const fields = Object.entries(groupOf(inner)?.fields ?? {});
  const below = fields.flatMap(([name, field]) => spotsIn(field.schema, [...place, name]));
  return [here, ...below, ...unknownIn(inner, place)];
};

const unknownIn = (schema: Schema, place: Place): readonly Spot[] => {
  if (groupOf(schema) === undefined && ruleOf(schema)?.as !== 'object') return [];
  return ['unknown', '__proto__'].map((key) => ({ place: [...place, key], schema }));
};

const isContainer = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

/** Puts a value at a place, making what is above it; where that is no object, nothing happens. */
const put = (detail: object, place: Place, value: unknown): void => {
  let at: unknown = detail;
  for (const [index, key] of place.slice(0, -1).entries()) {
    if (!isContainer(at)) return;
    if (!Object.hasOwn(at, key)) define(at, key, typeof place[index + 1] === 'number' ? [] : {});
    at = at[key];
  }
  const last = place.at(-1);
  if (!isContainer(at) || last === undefined) return;
  if (value === absent) Reflect.deleteProperty(at, last);
  else define(at, last, value);
};

/** Defines a field as JSON.parse does, also one that is called `__proto__`. */
const define = (object: object, key: string | number, value: unknown): void => {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
};

const valueAt = (detail: unknown, place: Place): unknown =>
  place.reduce<unknown>((at, key) => (isContainer(at) && Object.hasOwn(at, key) ? at[key] : undefined), detail);

/** A value of its own, since a later edit may change what is in it. */
const copied = (value: unknown): unknown => (isContainer(value) ? structuredClone(value) : value);

type Edit = readonly [place: Place, value: unknown];

const editOf = ({ place, schema }: Spot, detail: unknown): fc.Arbitrary<Edit> => {
  const known = valueAt(detail, place);
  const near = typeof known === 'string' ? [{ weight: 3, arbitrary: nearTo(known) }] : [];
  const value = fc.oneof(
    ...near,
    { weight: 6, arbitrary: rightFor(schema) },
    { weight: 2, arbitrary: anything },
    { weight: 1, arbitrary: fc.constant<unknown>(absent) },
  );
  return value.map((chosen) => [place, chosen]);
};

/** A detail as deep as it may be, and deeper. */
const deep = [deepestDetail - 1, deepestDetail].map((depth): readonly Edit[] => [[['unknown'], nested(depth)]]);

/** Both ids, one, or none. */
const idEdits = ['cust-42', absent].flatMap((customerId) =>
  ['visitor-7', absent].map((anonymousId): readonly Edit[] => [
    [['customerId'], customerId],
    [['anonymousId'], anonymousId],
  ]),
);

const lastEdits = fc.oneof(
  { weight: 600, arbitrary: fc.constant<readonly Edit[]>([]) },
  { weight: 200, arbitrary: fc.constantFrom(...idEdits) },
  { weight: 1, arbitrary: fc.constantFrom(...deep) },
);

/** Entries of one type: its example with some fields changed, left out or added, at every depth. */
export const drawnEntries = (contract: EventContract): fc.Arbitrary<Entry> => {
  const { detail } = example(contract.type);
  const spots = spotsIn(contract.schema).filter(({ place }) => place.length > 0);
  const edit = fc.oneof(...spots.map((spot) => editOf(spot, detail)));
  return fc.tuple(fc.array(edit, { maxLength: 3 }), lastEdits).map(([edits, last]) => {
    const entry = example(contract.type);
    for (const [place, value] of [...edits, ...last]) put(entry.detail, place, copied(value));
    return entry;
  });
};
