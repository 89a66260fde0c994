import type { ValueTest } from '../language/operator.ts';

/** A dotted path as the keys to follow; below `custom` and `answers` the shop's own names may have dots. */
const stepsOf = (path: string): readonly string[] => {
  const steps = path.split('.');
  const open = steps.findIndex((step) => step === 'custom' || step === 'answers');
  return open < 0 || open > steps.length - 2 ? steps : [...steps.slice(0, open + 1), steps.slice(open + 1).join('.')];
};

type Visit = (value: unknown) => boolean;

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Visits each value at the end of a path until one visit returns true; over a list on the way, those of every element. */
type Walk = (source: unknown, seen: Visit) => boolean;

const walkTo = ([step, ...rest]: readonly string[]): Walk => {
  if (step === undefined) return (source, seen) => seen(source);
  const further = walkTo(rest);
  const walk: Walk = (source, seen) => {
    if (Array.isArray(source)) return source.some((element) => walk(element, seen));
    if (typeof source !== 'object' || source === null || !Object.hasOwn(source, step)) return false;
    const value: unknown = Reflect.get(source, step);
    return value === undefined ? false : further(value, seen);
  };
  return walk;
};

/** Looks a field up in an event's `detail` or in one of its elements. */
export interface Field {
  /** Whether any value there passes, or, where there is none, whether the test accepts an absent value. */
  readonly passes: (source: unknown, test: ValueTest) => boolean;
  /** Adds every value there to a list; a list at the end of the path is given by its elements. */
  readonly collect: (source: unknown, into: unknown[]) => void;
  /** The value there, or the list of them where the path leads through a list or to one; undefined where there is none. */
  readonly whole: (source: unknown) => unknown;
}

// Operators over events know no `now`: `olderThan` and `newerThan` are only for traits.
const noInstant = Number.NaN;

/** Every value of a field in one source; none where it is absent. */
export const valuesAt = (field: Field, source: unknown): readonly unknown[] => {
  const values: unknown[] = [];
  field.collect(source, values);
  return values;
};

const addTo = (found: unknown[], value: unknown): void => {
  if (Array.isArray(value)) for (const element of value) found.push(element);
  else found.push(value);
};

const existing = (value: unknown): unknown => (isEmptyList(value) ? undefined : value);

/** A path of one step is a field that the contract names: none is called like what every object has. */
const single = (key: string): Field => {
  const read = (source: unknown): unknown => (source as Readonly<Record<string, unknown>> | undefined)?.[key];
  return {
    passes: (source, test) => test(read(source), noInstant),
    collect: (source, into) => {
      const value = read(source);
      if (value !== undefined) addTo(into, value);
    },
    whole: (source) => existing(read(source)),
  };
};

/** Whether a path leads through a list in a source, or to one. */
const meetsList = (source: unknown, [step, ...rest]: readonly string[]): boolean => {
  if (Array.isArray(source)) return true;
  if (step === undefined || typeof source !== 'object' || source === null || !Object.hasOwn(source, step)) return false;
  return meetsList(Reflect.get(source, step), rest);
};

export const fieldAt = (path: string): Field => {
  const steps = stepsOf(path);
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return single(only);
  const visit = walkTo(steps);
  const isPresent = (source: unknown): boolean => visit(source, () => true);
  const collect: Field['collect'] = (source, into) => {
    visit(source, (value) => {
      addTo(into, value);
      return false;
    });
  };
  return {
    passes: (source, test) =>
      isPresent(source) ? visit(source, (value) => test(value, noInstant)) : test(undefined, noInstant),
    collect,
    whole: (source) => {
      const values: unknown[] = [];
      collect(source, values);
      return meetsList(source, steps) ? existing(values) : values[0];
    },
  };
};
