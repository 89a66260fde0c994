import { durationAdvice, parseDuration } from '../../time/duration.ts';
import { checkList, checkObject, isScalar, pieceAt, refuse, type Piece } from './check-data.ts';
import type { Operands } from '../language/operator.ts';
import {
  operatorNames,
  operators,
  type OperatorName,
  type Operators,
  type TraitOperators,
} from '../language/operators.ts';

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

const checks: Readonly<Record<keyof Operands, (piece: Piece) => void>> = {
  scalar: checkScalar,
  scalars: checkScalars,
  ordered: checkOrdered,
  text: (piece) => {
    if (typeof piece.value !== 'string') refuse(piece, 'a string');
  },
  flag: (piece) => {
    if (typeof piece.value !== 'boolean') refuse(piece, 'true or false');
  },
  duration: checkDuration,
};

const eventOperators = operatorNames.filter((name) => operators[name].on !== 'instant');

const checkNamed = (piece: Piece, names: readonly OperatorName[]): void => {
  const present = checkObject(piece, names);
  if (present.length === 0) refuse(piece, `an object with at least one operator of ${names.join(', ')}`);
  for (const name of names) if (present.includes(name)) checks[operators[name].operand](pieceAt(piece, name));
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
