import * as fc from 'fast-check';

/** Ways to write a JSON text that all mean the same. */
export interface Spelling {
  /** The keys of objects the other way round. */
  readonly turned: boolean;
  /** Stands between any two tokens. */
  readonly space: string;
  /** All characters of strings as escapes. */
  readonly escaped: boolean;
  /** Whole numbers as `7.0` and `70e-1`. */
  readonly number: (value: number) => string;
}

const numbers: Spelling['number'][] = [
  (value) => JSON.stringify(value),
  (value) => (Number.isSafeInteger(value) ? `${value}.0` : JSON.stringify(value)),
  (value) => (Number.isSafeInteger(value) && value !== 0 ? `${value}0e-1` : JSON.stringify(value)),
];

export const spellings: fc.Arbitrary<Spelling> = fc.record({
  turned: fc.boolean(),
  space: fc.constantFrom('', '', ' ', '\n\t'),
  escaped: fc.boolean(),
  number: fc.constantFrom(...numbers),
});

const escaped = (text: string): string =>
  `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;

/** Writes a JSON value in a spelling. */
export const spelled = (value: unknown, spelling: Spelling): string => {
  const { turned, space, number } = spelling;
  const write = (inner: unknown): string => spelled(inner, spelling);
  const joined = (open: string, parts: readonly string[], close: string): string =>
    `${open}${space}${parts.join(`${space},${space}`)}${space}${close}`;
  const key = (name: string): string => (spelling.escaped ? escaped(name) : JSON.stringify(name));
  if (typeof value === 'string') return key(value);
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return joined('[', value.map(write), ']');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${key(name)}${space}:${space}${write(field)}`);
  return joined('{', turned ? fields.toReversed() : fields, '}');
};
