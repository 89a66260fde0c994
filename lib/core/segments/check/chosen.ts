import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';

/** A fault of a value: where in it, and what must stand there. */
export interface Found {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The value in question where it is not the one at the path, such as the name of a field that does not exist. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

/** A schema with faults that code finds in any value. */
export const checkedBy = (find: (value: unknown) => readonly Found[]) =>
  z.unknown().check(({ value, issues }) => {
    for (const { path, message, params } of find(value)) {
      issues.push({ code: 'custom', message, params: { ...params }, path: [...path], input: value });
    }
  });

/** A check of objects with faults that code finds; it also runs where other parts of the object do not fit. */
export const objectCheck = (find: (value: Readonly<Record<string, unknown>>) => readonly Found[]) =>
  z.check<object>(
    ({ value, issues }) => {
      for (const { path, message, params } of find({ ...value })) {
        issues.push({ code: 'custom', message, params: { ...params }, path: [...path], input: value });
      }
    },
    { when: ({ value }) => isRecord(value) },
  );

/** What a schema finds in a value. */
export const foundBy = (schema: z.ZodMiniType, value: unknown): readonly Found[] =>
  (z.safeParse(schema, value).error?.issues ?? []).map(({ path, message, ...issue }) => ({
    path,
    message,
    params: issue.code === 'custom' ? issue.params : undefined,
  }));

/** The faults of a part, at its place in the whole. */
export const below = (path: readonly PropertyKey[], found: readonly Found[]): readonly Found[] =>
  found.map((one) => ({ ...one, path: [...path, ...one.path] }));

/**
 * A schema that is chosen by the value. Where no choice can be made there is a rule in its place.
 *
 * It is what lets a schema hold itself: `choose` runs only when a value is read.
 */
export const chosen = (choose: (value: unknown) => z.ZodMiniType | string) =>
  checkedBy((value) => {
    const choice = choose(value);
    return typeof choice === 'string' ? [{ path: [], message: choice }] : foundBy(choice, value);
  });
