import { isObject } from './event-forms.ts';

const known = new Map<string, string[]>();

/** The steps of a dotted path; what follows `custom`, `answers` or `consent` is one name of the shop's own, dots and all. */
export const stepsOf = (path: string): string[] => {
  const steps = known.get(path) ?? split(path);
  known.set(path, steps);
  return steps;
};

const split = (path: string): string[] => {
  const [step = '', ...rest] = path.split('.');
  if (rest.length === 0) return [step];
  return ['custom', 'answers', 'consent'].includes(step) ? [step, rest.join('.')] : [step, ...split(rest.join('.'))];
};

/** Every value at a dotted path; a list on the way is gone through, a list at the end is a value itself. */
export const valuesAt = (node: unknown, path: readonly string[]): unknown[] => {
  const [key, ...rest] = path;
  if (key === undefined) return node === undefined ? [] : [node];
  if (Array.isArray(node)) return node.flatMap((element) => valuesAt(element, path));
  return isObject(node) && Object.hasOwn(node, key) ? valuesAt(node[key], rest) : [];
};
