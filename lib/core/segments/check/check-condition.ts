import { fieldForm, hasList } from '#events/field-form.ts';
import { isEventType, incomingEvents, type EventType } from '#events/incoming-event.ts';
import { knownTrait } from '../../profile/trait.ts';
import { aggregateNames, type AggregateName } from '../language/aggregates.ts';
import type { ConditionSource } from '../language/language.ts';
import { checkList, checkObject, checkText, pieceAt, refuse, type Piece } from './check-data.ts';
import { checkDuration, checkOperators, checkTraitOperators } from './check-operators.ts';

const numeric: ReadonlySet<AggregateName> = new Set(['sum', 'avg', 'min', 'max']);
const numericForms = new Set(['number', 'money', 'any']);

const checkEventType = (piece: Piece): EventType =>
  typeof piece.value === 'string' && isEventType(piece.value)
    ? piece.value
    : refuse(piece, `an event type, one of ${Object.keys(incomingEvents).join(', ')}`);

/** Checks `performed`, `where` and `each`; gives the form of a field of what they select. */
const checkSelection = (piece: Piece): ((path: string) => string | undefined) => {
  const type = checkEventType(pieceAt(piece, 'performed'));
  const each = pieceAt(piece, 'each');
  if (each.value !== undefined && (each.value !== 'items' || !hasList(type, 'items'))) {
    refuse(each, `"items", and that only of events that have them, not of ${type}`);
  }
  const formOf = (path: string) => fieldForm(type, path, each.value === undefined ? undefined : 'items');
  const where = pieceAt(piece, 'where');
  const paths = where.value === undefined ? [] : checkObject(where, Object.keys(Object(where.value)));
  for (const path of paths) {
    const operators = { path: `${where.path}.${path}`, value: (where.value as Record<string, unknown>)[path] };
    if (formOf(path) === undefined) refuse({ ...operators, value: path }, `a field of ${type}`);
    checkOperators(operators);
  }
  return formOf;
};

const selectionKeys = ['performed', 'where'];

const checkPerformed = (piece: Piece): void => {
  const keys = checkObject(piece, [...selectionKeys, 'each', 'within', 'times', 'is', ...aggregateNames]);
  const formOf = checkSelection(piece);
  const within = pieceAt(piece, 'within');
  if (within.value !== undefined) checkDuration(within);
  const [name, second] = aggregateNames.filter((aggregate) => keys.includes(aggregate));
  if (second !== undefined) refuse(pieceAt(piece, second), `absent: here stands ${name} already`);
  if (name === undefined) return checkTimes(piece);
  checkAggregate(piece, name, formOf);
};

const checkTimes = (piece: Piece): void => {
  const is = pieceAt(piece, 'is');
  if (is.value !== undefined)
    refuse(is, `absent, or with one of ${aggregateNames.join(', ')}; a number of events is compared by "times"`);
  const times = pieceAt(piece, 'times');
  if (times.value !== undefined) checkOperators(times);
};

const checkAggregate = (piece: Piece, name: AggregateName, formOf: (path: string) => string | undefined): void => {
  const times = pieceAt(piece, 'times');
  if (times.value !== undefined) refuse(times, `absent: ${name} is compared by "is"`);
  const field = pieceAt(piece, name);
  const form = formOf(checkText(field, 'a field, by dotted path'));
  if (form === undefined) refuse(field, `a field of ${String(pieceAt(piece, 'performed').value)}`);
  if (numeric.has(name) && !numericForms.has(String(form))) refuse(field, `a field that holds numbers`);
  checkOperators(pieceAt(piece, 'is'));
};

const checkSequence = (piece: Piece, second: 'followedBy' | 'notFollowedBy'): void => {
  const durations = second === 'followedBy' ? ['within'] : ['for', 'within'];
  checkObject(piece, [...selectionKeys, second, ...durations]);
  checkSelection(piece);
  checkObject(pieceAt(piece, second), selectionKeys);
  checkSelection(pieceAt(piece, second));
  for (const duration of durations) checkDuration(pieceAt(piece, duration));
};

const checkChildren = (piece: Piece, form: string, depth: number): void => {
  checkObject(piece, [form]);
  for (const child of checkList(pieceAt(piece, form), 'conditions')) checkCondition(child, depth + 1);
};

const forms: Record<string, (piece: Piece, depth: number) => void> = {
  all: (piece, depth) => checkChildren(piece, 'all', depth),
  any: (piece, depth) => checkChildren(piece, 'any', depth),
  not: (piece, depth) => {
    checkObject(piece, ['not']);
    checkCondition(pieceAt(piece, 'not'), depth + 1);
  },
  trait: (piece) => {
    checkObject(piece, ['trait', 'is']);
    const path = pieceAt(piece, 'trait');
    if (!knownTrait(path.value)) refuse(path, 'a trait');
    checkTraitOperators(pieceAt(piece, 'is'));
  },
  segment: (piece) => {
    checkObject(piece, ['segment']);
    checkText(pieceAt(piece, 'segment'), 'the key of a segment');
  },
  followedBy: (piece) => checkSequence(piece, 'followedBy'),
  notFollowedBy: (piece) => checkSequence(piece, 'notFollowedBy'),
  performed: checkPerformed,
};

/** Conditions may be nested this deep: what compiles, decides and describes them calls itself for each level. */
const deepestCondition = 100;

/** Checks a condition and all below it; whether referred segments are there is the catalogue's matter. */
export function checkCondition(piece: Piece, depth = 1): ConditionSource {
  if (depth > deepestCondition) refuse(piece, `absent: conditions are nested at most ${deepestCondition} deep`);
  const keys = checkObject(piece, Object.keys(Object(piece.value)));
  const form = Object.keys(forms).find((name) => keys.includes(name));
  if (form === undefined) return refuse(piece, `a condition with one of ${Object.keys(forms).join(', ')}`);
  forms[form]?.(piece, depth);
  return piece.value as ConditionSource;
}
