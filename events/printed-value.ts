import { isRecord } from './is-record.ts';

/** A printed value is at most this long, the `…` of a cut one included. */
const longest = 80;
const deepest = 3;

const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`);

const first = <Element>(list: readonly Element[]): readonly Element[] => list.slice(0, longest);

const printed = (value: unknown, depth: number): string => {
  if (Array.isArray(value)) return depth === 0 ? '[…]' : printedList(value, depth - 1);
  if (isRecord(value)) return depth === 0 ? '{…}' : printedObject(value, depth - 1);
  return printedScalar(value);
};

const printedScalar = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? 'null' : typeof value;
};

const printedList = (list: readonly unknown[], depth: number): string =>
  `[${first(list)
    .map((element) => printed(element, depth))
    .join(',')}]`;

const printedObject = (object: Readonly<Record<string, unknown>>, depth: number): string => {
  const fields = first(Object.keys(object)).map((key) => `${printedScalar(key)}:${printed(object[key], depth)}`);
  return `{${fields.join(',')}}`;
};

/** A value as messages show it to people: JSON cut to 80 characters, or `absent` where there is none. Never fails, whatever it is given. */
export const printedValue = (value: unknown): string => (value === undefined ? 'absent' : cut(printed(value, deepest)));
