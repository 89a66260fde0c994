import type * as z from 'zod/mini';
import { printedValue } from '#events/printed-value.ts';

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => Object(inner)[key], value);

/** Describes each fault of a value that a form refused: the path, the rule and the value seen. `whole` names the value itself. */
export const faultsIn = (error: z.core.$ZodError, value: unknown, whole: string): readonly string[] =>
  error.issues.map(({ code, path, message }) => {
    const fault = `${path.length === 0 ? whole : path.join('.')} ${message}`;
    // An unknown key is named in the message, and says more than the whole object around it.
    return code === 'unrecognized_keys' ? fault : `${fault}, current value is ${printedValue(valueAt(value, path))}`;
  });
