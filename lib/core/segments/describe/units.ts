import type { ComputedTraitDefinition, Value } from '../language/condition.ts';
import { knownSubject } from './labels.ts';
import { measuredWords } from './measured-words.ts';
import type { Subject } from './subject.ts';
import type { Unit } from './value-words.ts';
import type { Vocabulary } from './vocabulary.ts';

type Arithmetic = Extract<Value, { readonly parts: unknown }>;

const isMoney = (unit: Unit): unit is { readonly currency: string } => typeof unit === 'object';

const isSame = (one: Unit, other: Unit): boolean =>
  isMoney(one) && isMoney(other) ? one.currency === other.currency : one === other;

/** The one unit of several amounts; nothing in particular where they differ. */
const commonUnit = (units: readonly Unit[]): Unit => {
  const [first = 'plain', ...others] = units;
  return others.every((other) => isSame(first, other)) ? first : 'plain';
};

/** Money times a number, or divided by one, is money. */
const scaledUnit = (form: 'times' | 'dividedBy', units: readonly Unit[]): Unit => {
  const money = units.filter(isMoney);
  const [only] = money;
  if (only === undefined || money.length > 1) return 'plain';
  return form === 'times' || units[0] === only ? only : 'plain';
};

const unitOfArithmetic = ({ form, parts }: Arithmetic, vocabulary: Vocabulary): Unit => {
  if (form === 'times' || form === 'dividedBy') {
    return scaledUnit(
      form,
      parts.map((part) => unitOfValue(part, vocabulary)),
    );
  }
  // A number is meant in the unit of what it is added to.
  return commonUnit(parts.filter((part) => part.form !== 'number').map((part) => unitOfValue(part, vocabulary)));
};

const findUnit = (value: Value, vocabulary: Vocabulary): Unit => {
  switch (value.form) {
    case 'number':
      return 'plain';
    case 'trait':
      return traitSubject(value.trait, vocabulary).unit;
    case 'measured':
      return measuredWords(value, vocabulary.currency).unit;
    case 'plus':
    case 'minus':
    case 'times':
    case 'dividedBy':
      return unitOfArithmetic(value, vocabulary);
    default:
      return value satisfies never;
  }
};

/** The unit of a number that is worked out. */
export const unitOfValue = (value: Value, vocabulary: Vocabulary): Unit => {
  const unit = vocabulary.units.get(value) ?? findUnit(value, vocabulary);
  vocabulary.units.set(value, unit);
  return unit;
};

const unitOfDefinition = (definition: ComputedTraitDefinition, vocabulary: Vocabulary): Unit =>
  definition.form === 'value'
    ? unitOfValue(definition.value, vocabulary)
    : measuredWords(definition, vocabulary.currency).unit;

/** The words for a trait, also one of the shop's own, which is one thing by its name even where it is a list. */
export const traitSubject = (path: string, vocabulary: Vocabulary): Subject => {
  const definition = vocabulary.computed.get(path);
  const known = { ...knownSubject(path, vocabulary.currency), percentiles: vocabulary.quantiles[path] };
  return definition ? { ...known, unit: unitOfDefinition(definition, vocabulary) } : known;
};
