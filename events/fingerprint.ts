import { hash } from 'node:crypto';
import { isRecord } from './forms/form.ts';

/** A detail nested deeper than this is not written as JSON, here and in the body alike. */
export const deepestDetail = 2_000;

/** Few keys are faster sorted in place. */
const fewKeys = 16;

const insertionSorted = (keys: string[]): string[] => {
  for (let sorted = 1; sorted < keys.length; sorted += 1) {
    const key = keys[sorted] ?? '';
    let at = sorted;
    for (let before = keys[at - 1] ?? ''; at > 0 && before > key; before = keys[at - 1] ?? '') {
      keys[at] = before;
      at -= 1;
    }
    keys[at] = key;
  }
  return keys;
};

const sortedKeys = (value: object): string[] => {
  const keys = Object.keys(value);
  return keys.length <= fewKeys ? insertionSorted(keys) : keys.sort();
};

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
  const result: unknown[] = [1];
  for (const key of sortedKeys(object)) {
    const value = object[key];
    if (value !== undefined) result.push(key, ordered(value, deepest));
  }
  return result;
};

/**
 * What is the same for two entries if and only if their `detail-type` and `detail` are, whatever the order of keys at
 * any depth: 22 characters of base64url.
 *
 * @throws {RangeError} when `detail` is nested deeper than `deepestDetail`.
 * @throws {TypeError} when `detail` is no JSON value.
 */
export const fingerprint = (type: string, detail: unknown): string =>
  hash('sha256', JSON.stringify([type, ordered(detail, deepestDetail)]), 'base64url').slice(0, 22);
