import type { CatalogueFault } from './catalogue-error.ts';

/** A key that copies of an object lack, so that no schema sees it. */
const uncopied = '__proto__';

/** Deeper than anything that is read of a catalogue. */
const deepest = 500;

/** The faults for keys that no schema sees. */
export const uncopiedKeys = (value: unknown, path: readonly string[] = []): readonly CatalogueFault[] => {
  if (typeof value !== 'object' || value === null || path.length > deepest) return [];
  return Object.keys(value).flatMap((key) => {
    const inner = [...path, key];
    return key === uncopied
      ? [{ path: inner.join('.'), seen: key, expected: 'absent' }]
      : uncopiedKeys(Reflect.get(value, key), inner);
  });
};
