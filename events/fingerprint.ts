import { hash } from 'node:crypto';
import { isRecord } from './is-record.ts';

/** A detail nested deeper than this is not written as JSON, neither here nor in the body. */
export const deepestDetail = 2_000;

/** Up to this many keys are put in order as they are added; more are sorted, since a hostile entry's would take forever. */
const fewKeys = 16;

/**
 * A value with its objects as lists of keys and values in the order of keys. Lists are tagged 0 and objects 1, so that
 * neither passes for the other; and as no object is built, no key (`__proto__`) can do anything.
 */
const ordered = (value: unknown, deepest: number): unknown => {
  if (Array.isArray(value)) return orderedList(value, deeper(deepest));
  return isRecord(value) ? orderedObject(value, deeper(deepest)) : value;
};

const deeper = (deepest: number): number => {
  if (deepest === 0) throw new RangeError('Cannot write a value as JSON: it is nested too deep');
  return deepest - 1;
};

const orderedList = (list: readonly unknown[], deepest: number): unknown[] => {
  const result: unknown[] = [0];
  for (const element of list) result.push(ordered(element, deepest));
  return result;
};

const orderedObject = (object: Readonly<Record<string, unknown>>, deepest: number): unknown[] => {
  const keys = Object.keys(object);
  const result: unknown[] = [1];
  for (const key of keys.length <= fewKeys ? keys : keys.sort()) {
    const value = object[key];
    if (value !== undefined) insert(result, key, ordered(value, deepest));
  }
  return result;
};

/** Inserts a key with its value in the order of keys, searching from the end: most keys come in order, and no list of them need be sorted. */
const insert = (fields: unknown[], key: string, value: unknown): void => {
  let at = fields.length;
  fields.push(key, value);
  for (; at > 1 && String(fields[at - 2]) > key; at -= 2) {
    fields[at] = fields[at - 2];
    fields[at + 1] = fields[at - 1];
  }
  fields[at] = key;
  fields[at + 1] = value;
};

/** Whether lists and objects are nested at most this deep. */
export const isNestedWithin = (value: unknown, deepest: number): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  return deepest > 0 && Object.values(value).every((inner) => isNestedWithin(inner, deepest - 1));
};

/**
 * Digests an entry into 22 characters of base64url: equal for two entries if and only if their `detail-type` and `detail`
 * are, whatever the order of keys at any depth.
 *
 * @throws {RangeError} when `detail` is nested deeper than `deepestDetail`.
 * @throws {TypeError} when `detail` is not a JSON value.
 */
export const fingerprint = (type: string, detail: unknown): string =>
  hash('sha256', JSON.stringify([type, ordered(detail, deepestDetail)]), 'base64url').slice(0, 22);
