import { isRecord } from '#events/is-record.ts';

/** The detail of an event, as JSON. */
export type Detail = Readonly<Record<string, unknown>>;

type Path = readonly string[];

/** The value at a path, of a list that of the first element that has one; undefined where there is none. */
export const valueAt = (at: unknown, path: Path): unknown => {
  const [name, ...rest] = path;
  if (name === undefined) return at;
  if (Array.isArray(at)) return at.map((element) => valueAt(element, path)).find((value) => value !== undefined);
  return isRecord(at) && Object.hasOwn(at, name) ? valueAt(at[name], rest) : undefined;
};

const changed = (at: unknown, path: Path, value: unknown): unknown => {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(at)) return at.map((element, index) => (index === 0 ? changed(element, path, value) : element));
  return { ...(isRecord(at) && at), [name]: changed(isRecord(at) ? at[name] : undefined, rest, value) };
};

/** A detail with another value at a path, of a list in the first element; undefined takes the field away. */
export const withValue = (detail: Detail, path: Path, value: unknown): Detail => changed(detail, path, value) as Detail;
