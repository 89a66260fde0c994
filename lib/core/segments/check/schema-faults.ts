import type * as z from 'zod/mini';
import type { CatalogueFault } from './catalogue-error.ts';

type Issue = z.core.$ZodIssue;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined),
    value,
  );

/** The subject of an issue, if it is not the value at its path but the name of a field that does not exist. */
const seenIn = (issue: Issue): unknown => (issue.code === 'custom' ? issue.params?.['seen'] : undefined);

/** The faults of a catalogue that its schema refused. */
export const schemaFaults = ({ issues }: z.core.$ZodError, json: unknown): readonly CatalogueFault[] =>
  issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    expected: issue.message,
    seen: seenIn(issue) ?? valueAt(json, issue.path),
  }));
