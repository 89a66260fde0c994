import type { EventType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import { knownFields, type KnownFields } from './known-fields.ts';

/** A field that Patron does not know. */
export interface UnknownField {
  /** By dotted path, without places in lists, such as `items.colour`. */
  readonly path: string;
  readonly name: string;
  /** The path of the object that it is in, with a dot behind it; empty for the detail itself. */
  readonly prefix: string;
  /** The fields that are known in its place. */
  readonly siblings: readonly string[];
}

/** The path of the known field that was most likely meant; null where none is near. */
export const nearestField = ({ name, prefix, siblings }: UnknownField): string | null => {
  const near = nearestName(name, siblings);
  return near === undefined ? null : prefix + near;
};

/** Collects the fields of a value that are not among the known ones. */
const visit = (value: unknown, [known, prefix]: readonly [KnownFields, string], found: UnknownField[]): void => {
  if (known === 'any') return;
  if (Array.isArray(value)) for (const element of value) visit(element, [known, prefix], found);
  if (!isRecord(value)) return;
  for (const name in value) {
    const inner = known.get(name);
    if (inner === undefined) found.push({ path: prefix + name, name, prefix, siblings: [...known.keys()] });
    else if (inner !== 'any') visit(value[name], [inner, `${prefix}${name}.`], found);
  }
};

/** The fields of a detail that Patron ignores because it does not know them; one of several elements may come again. */
export const unknownFieldsIn = (type: EventType, detail: unknown): readonly UnknownField[] => {
  const found: UnknownField[] = [];
  visit(detail, [knownFields(type), ''], found);
  return found;
};
