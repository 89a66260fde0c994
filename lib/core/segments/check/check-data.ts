import { CatalogueError } from './catalogue-error.ts';

/** A piece of a catalogue that has not been checked yet, with where it stands. */
export interface Piece {
  readonly path: string;
  readonly value: unknown;
}

// What JSON would show: the builders' methods are there, but no part of a condition.
const isEnumerable = (value: unknown, key: string | number): value is object =>
  typeof value === 'object' && value !== null && Object.prototype.propertyIsEnumerable.call(value, key);

export const pieceAt = ({ path, value }: Piece, key: string | number): Piece => ({
  path: path === '' ? String(key) : `${path}.${key}`,
  value: isEnumerable(value, key) ? Reflect.get(value, key) : undefined,
});

export const refuse = ({ path, value }: Piece, expected: string): never => {
  throw new CatalogueError(path, value, expected);
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks that a piece is an object with no other keys than these, and gives the ones it has. */
export const checkObject = (piece: Piece, keys: readonly string[]): readonly string[] => {
  if (!isObject(piece.value)) return refuse(piece, 'an object');
  const present = Object.keys(piece.value);
  const unknown = present.find((key) => !keys.includes(key));
  if (unknown !== undefined) refuse(pieceAt(piece, unknown), `absent: here may stand ${keys.join(', ')}`);
  return present;
};

export const checkList = (piece: Piece, what: string): readonly Piece[] =>
  Array.isArray(piece.value)
    ? piece.value.map((_, index) => pieceAt(piece, index))
    : refuse(piece, `a list of ${what}`);

export const checkText = (piece: Piece, what: string): string =>
  typeof piece.value === 'string' && piece.value !== '' ? piece.value : refuse(piece, what);

export const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);
