import { fieldPaths, hasList } from '#events/field-form.ts';
import type { PerformedType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { localFields, selectedForm } from '../language/local-fields.ts';
import type { Found } from './chosen.ts';
import { withHint } from './closed.ts';
import { elementKeyIn } from './where-schema.ts';

/** The events (or elements) whose fields are looked up. */
export interface Selected {
  readonly performed: PerformedType;
  readonly each: 'items' | undefined;
}

type Where = Readonly<Record<string, unknown>>;

/** The time of an event, which a window is for. */
const timeField = 'occurredAt';

const timeRule = `absent: write "since" and "until" beside "performed", or "local.date", for when it happened`;

/** The fields that a `where` may name. */
export const whereFields = ({ performed, each }: Selected): readonly string[] => [
  ...fieldPaths(performed, each).filter((path) => path !== timeField),
  ...Object.keys(localFields),
];

const listRule = (selected: Selected): string => {
  const list = hasList(selected.performed, 'items') ? ', such as items' : '';
  return `absent: it asks the elements of a list of objects${list}`;
};

const elementFaults = (value: unknown, selected: Selected, path: Found['path']): readonly Found[] => {
  const key = elementKeyIn(value);
  if (key === undefined || !isRecord(value)) return [];
  const inner = [...path, key];
  const isList = path.at(-1) === 'items' && hasList(selected.performed, 'items');
  if (!isList) return [{ path: inner, message: listRule(selected) }];
  const where = value[key];
  return isRecord(where) ? whereFaults(where, { ...selected, each: 'items' }, inner) : [];
};

const fieldFaults = (name: string, selected: Selected): string | undefined => {
  if (name === timeField) return timeRule;
  if (selectedForm(selected, name) !== undefined) return undefined;
  return withHint(`a field of ${selected.performed}`, name, whereFields(selected));
};

const partFaults = (
  name: string,
  value: unknown,
  [selected, path]: readonly [Selected, Found['path']],
): readonly Found[] => {
  const inner = [...path, name];
  if (name === 'all' || name === 'any') {
    const parts: readonly unknown[] = Array.isArray(value) ? value : [];
    return parts.flatMap((part, index) => (isRecord(part) ? whereFaults(part, selected, [...inner, index]) : []));
  }
  if (name === 'not') return isRecord(value) ? whereFaults(value, selected, inner) : [];
  const message = fieldFaults(name, selected);
  return message === undefined
    ? elementFaults(value, selected, inner)
    : [{ path: inner, message, params: { seen: name } }];
};

/** The faults of the fields that a `where` names, and all below it. */
export const whereFaults = (where: Where, selected: Selected, path: Found['path']): readonly Found[] =>
  Object.entries(where).flatMap(([name, value]) => partFaults(name, value, [selected, path]));
