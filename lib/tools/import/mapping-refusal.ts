import type * as z from 'zod/mini';
import { MappingError } from './mapping-error.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

/** Codes of issues by which a value is of another kind altogether. */
const kindCodes: ReadonlySet<Issue['code']> = new Set(['invalid_type', 'invalid_value']);

/** Whether a form was intended: the value is of its kind and has its required parts, so its other faults are worth reporting. */
const wasIntended = (issues: readonly Issue[], value: unknown): boolean =>
  issues.every(({ code, path }) => !(path.length === 0 && kindCodes.has(code)) && valueAt(value, path) !== undefined);

const defaultMessage = 'Invalid input';

const expectedIn = (issue: Issue): string => {
  if (issue.message !== defaultMessage) return issue.message;
  if (issue.code === 'invalid_type') return `of type ${issue.expected}`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'a name';
  return issue.code === 'too_small' ? 'not empty' : 'of another form';
};

interface Fault {
  readonly path: Path;
  readonly expected: string;
}

const faultOf = (issue: Issue, value: unknown): Fault => {
  if (issue.code === 'unrecognized_keys') return { path: [...issue.path, issue.keys[0] ?? ''], expected: 'absent' };
  const inner = valueAt(value, issue.path);
  const intended =
    issue.code === 'invalid_union' ? issue.errors.find((issues) => wasIntended(issues, inner))?.[0] : undefined;
  if (intended === undefined) return { path: issue.path, expected: expectedIn(issue) };
  const fault = faultOf(intended, inner);
  return { path: [...issue.path, ...fault.path], expected: fault.expected };
};

/** The first fault of a mapping that its schema refused. */
export const refusalOf = (mapping: unknown, { issues: [issue] }: z.core.$ZodError): MappingError => {
  const { path, expected } = issue === undefined ? { path: [], expected: 'an object' } : faultOf(issue, mapping);
  return new MappingError(path.map(String).join('.'), valueAt(mapping, path), expected);
};
