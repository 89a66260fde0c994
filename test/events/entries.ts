import { readdirSync, readFileSync } from 'node:fs';
import { acceptEntry } from '#events/accept-entry.ts';
import type { Refusal } from '#events/accept-entry.ts';

/** An entry as it comes from `JSON.parse`. */
export interface Entry {
  'detail-type': string;
  source: string;
  time: string;
  detail: Record<string, unknown>;
}

const folder = new URL('../../events/examples/', import.meta.url);

/** Every example by its file's name without the ending. */
export const examples: ReadonlyMap<string, string> = new Map(
  readdirSync(folder).map((file) => [file.replace(/\.json$/, ''), readFileSync(new URL(file, folder), 'utf8')]),
);

/** `PurchaseMade` as `purchase-made`. */
export const kebab = (type: string): string => type.replaceAll(/\B[A-Z]/g, '-$&').toLowerCase();

/** A fresh copy of the example of a `detail-type`. */
export const example = (type: string): Entry => {
  const text = examples.get(kebab(type));
  if (text === undefined) throw new Error(`Cannot find an example as JSON: current value is ${type}`);
  const entry: Entry = JSON.parse(text);
  return entry;
};

/** Stands for "no such field". */
export const absent = Symbol('absent');

/** The example of a type with one field of its detail, by dotted path, set to `value` or left out. */
export const exampleWith = (type: string, path: string, value: unknown): Entry => {
  const entry = example(type);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const at = keys.reduce<object>((inner, key) => Reflect.get(inner, key), entry.detail);
  if (value === absent) Reflect.deleteProperty(at, last);
  else Reflect.set(at, last, value);
  return entry;
};

/** The refusal of an entry, which fails the test where it is accepted. */
export const refusalOf = (entry: unknown): Refusal => {
  const result = acceptEntry(entry);
  if (result.ok) throw new Error(`Expected a refusal, but the entry was accepted: ${result.body.slice(0, 200)}`);
  return result.refusal;
};

/** Objects and lists in turn, so many deep. */
export const nested = (depth: number): unknown => {
  let value: unknown = 'innermost';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { level: value } : [value];
  return value;
};
