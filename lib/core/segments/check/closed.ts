import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { nearestName } from '../../nearest-name.ts';

/** Whether a key is a note of the shop's own, which means nothing to Patron. */
const isNote = (key: string): boolean => key.startsWith('x-');

/** Adds the known name that was most likely meant to what was expected. */
export const withHint = (expected: string, name: unknown, known: readonly string[]): string => {
  const near = typeof name === 'string' && name !== '' ? nearestName(name, known) : undefined;
  return near === undefined || near === name ? expected : `${expected} (did you mean \`${near}\`?)`;
};

/** The rules of an object beside those of its fields. */
interface Closing {
  /** Whether it may have keys that begin with `x-`. */
  readonly notes?: boolean;
  /** The names that messages list; those of the fields by default. */
  readonly names?: readonly string[];
  /** The part of its JSON Schema beside its fields. */
  readonly json?: z.core.JSONSchema.BaseSchema;
  /** Further checks. */
  readonly checks?: readonly z.core.$ZodCheck<object>[];
  /** Keys that mean something elsewhere, with the message about them here. */
  readonly misplaced?: Readonly<Record<string, (object: object) => string>>;
}

const closedObjects = new WeakMap<z.core.$ZodType, Closing>();

/** How an object is closed; undefined for other schemas. */
export const closingOf = (schema: z.core.$ZodType): Closing | undefined => closedObjects.get(schema);

/** An object with these fields and no others: a fault for each other key, with the name that was most likely meant. */
export const closed = <Shape extends z.core.$ZodShape>(shape: Shape, closing: Closing = {}) => {
  const { notes = false, names = Object.keys(shape), misplaced = {}, checks = [] } = closing;
  const unexpected = (object: object, key: string): string =>
    misplaced[key]?.(object) ?? withHint(`absent: here may stand ${names.join(', ')}`, key, names);
  const knowsKeys = z.check<object>(
    ({ value, issues }) => {
      const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key) && !(notes && isNote(key)));
      for (const key of unknown) {
        issues.push({ code: 'custom', message: unexpected(value, key), input: value, path: [key] });
      }
    },
    { when: ({ value }) => isRecord(value) },
  );
  const schema = z.looseObject(shape, 'an object').check(knowsKeys, ...checks);
  closedObjects.set(schema, closing);
  return schema;
};
