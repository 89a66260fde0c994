import { isObject, type JsonObject } from './json-object.ts';

/** What is asked of one field. */
export interface WhereRow {
  readonly field: string;
  readonly is: JsonObject;
}

const nested = new Set(['all', 'any', 'not']);
const ofElements = ['some', 'none', 'every'];

const isPlain = ([field, is]: [string, unknown]): boolean =>
  !nested.has(field) && isObject(is) && !ofElements.some((name) => name in is);

/** The fields that are asked, one by one; undefined where conditions on them are nested, which is edited as JSON. */
export const whereRows = (where: unknown): readonly WhereRow[] | undefined => {
  if (where === undefined) return [];
  if (!isObject(where) || !Object.entries(where).every(isPlain)) return undefined;
  return Object.entries(where).map(([field, is]) => ({ field, is: is as JsonObject }));
};

/** The JSON of what is asked; undefined of nothing. */
export const whereOf = (rows: readonly WhereRow[]): JsonObject | undefined =>
  rows.length === 0 ? undefined : Object.fromEntries(rows.map(({ field, is }) => [field, is]));
