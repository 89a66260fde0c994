/** An object as JSON has it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Where something stands in JSON: the keys and places on the way to it. */
export type Path = readonly string[];

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with another value under a key, which keeps its place; without the key where the value is undefined. */
export const withKey = (object: JsonObject, key: string, value: unknown): JsonObject =>
  value === undefined
    ? Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
    : { ...object, [key]: value };

/** An object in which another key stands in the place of one. */
export const withRenamed = (
  object: JsonObject,
  key: string,
  next: readonly [key: string, value: unknown],
): JsonObject => Object.fromEntries(Object.entries(object).map((entry) => (entry[0] === key ? next : entry)));

/** JSON in which something else stands at a path, everything else as it was. */
export const replacedAt = (json: unknown, [key, ...rest]: Path, next: unknown): unknown => {
  if (key === undefined) return next;
  if (Array.isArray(json)) return json.with(Number(key), replacedAt(json[Number(key)], rest, next));
  return isObject(json) ? withKey(json, key, replacedAt(json[key], rest, next)) : json;
};
