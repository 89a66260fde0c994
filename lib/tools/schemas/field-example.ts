import { isRecord } from '#events/is-record.ts';
import { valueAt, type Detail } from './detail-edits.ts';
import type { FieldRow } from './field-rows.ts';

/** Every value under a name, at any depth. */
const valuesUnder = (name: string, at: unknown): readonly unknown[] => {
  if (Array.isArray(at)) return at.flatMap((element) => valuesUnder(name, element));
  if (!isRecord(at)) return [];
  const deeper = Object.values(at).flatMap((value) => valuesUnder(name, value));
  return Object.hasOwn(at, name) ? [at[name], ...deeper] : deeper;
};

/** Whether the fields of a value have rows of their own, which show it. */
const isShownBelow = (value: unknown): boolean => Array.isArray(value) && value.some(isRecord);

/** A value that a field may have: that of its own example, else of a field so called in another; undefined for a list of objects. */
export const fieldExample = ({ path }: FieldRow, type: string, details: ReadonlyMap<string, Detail>): unknown => {
  const others = [...details.values()].flatMap((detail) => valuesUnder(path.at(-1) ?? '', detail));
  const value = valueAt(details.get(type), path) ?? others[0];
  return isShownBelow(value) ? undefined : value;
};
