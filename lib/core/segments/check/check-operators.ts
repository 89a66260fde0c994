import { durationAdvice, parseDuration } from '../../time/duration.ts';
import { checkList, checkObject, isScalar, pieceAt, refuse, type Piece } from './check-data.ts';
import type { Operators, TraitOperators } from '../language/language.ts';
import { operatorNames } from '../compile/operators.ts';

export const checkDuration = (piece: Piece): string => {
  if (typeof piece.value !== 'string') return refuse(piece, durationAdvice(''));
  return parseDuration(piece.value) === undefined ? refuse(piece, durationAdvice(piece.value)) : piece.value;
};

const checkScalar = (piece: Piece): void => {
  if (!isScalar(piece.value)) refuse(piece, 'a string, a number or a boolean');
};

const checkOrdered = (piece: Piece): void => {
  if (typeof piece.value !== 'number' && typeof piece.value !== 'string') refuse(piece, 'a number or a string');
};

const checkScalars = (piece: Piece): void => checkList(piece, 'strings, numbers and booleans').forEach(checkScalar);

const checks: Record<keyof TraitOperators, (piece: Piece) => void> = {
  eq: checkScalar,
  ne: checkScalar,
  gt: checkOrdered,
  gte: checkOrdered,
  lt: checkOrdered,
  lte: checkOrdered,
  in: checkScalars,
  notIn: checkScalars,
  contains: checkScalar,
  startsWith: (piece) => {
    if (typeof piece.value !== 'string') refuse(piece, 'a string');
  },
  exists: (piece) => {
    if (typeof piece.value !== 'boolean') refuse(piece, 'true or false');
  },
  olderThan: checkDuration,
  newerThan: checkDuration,
};

const eventOperators = operatorNames.filter((name) => name !== 'olderThan' && name !== 'newerThan');

const checkNamed = (piece: Piece, names: readonly string[]): void => {
  const present = checkObject(piece, names);
  if (present.length === 0) refuse(piece, `an object with at least one operator of ${names.join(', ')}`);
  for (const name of present) checks[name as keyof TraitOperators](pieceAt(piece, name));
};

/** Checks operators over an event's field or an aggregate, which know no instant. */
export const checkOperators = (piece: Piece): Operators => {
  checkNamed(piece, eventOperators);
  return piece.value as Operators;
};

export const checkTraitOperators = (piece: Piece): TraitOperators => {
  checkNamed(piece, operatorNames);
  return piece.value as TraitOperators;
};
