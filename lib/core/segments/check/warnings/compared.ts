import { fieldForm, givenTraits, type FieldForm } from '#events/field-form.ts';
import type { TraitKind } from '../../../profile/computed-trait.ts';
import { computedTrait } from '../../../profile/computed-traits.ts';
import { numericAggregates } from '../../language/aggregates.ts';
import type { AggregateCondition, CountCondition } from '../../language/condition.ts';
import type { Selection } from '../../language/language.ts';

/** What is compared: how its values look, and what a comparison may take for granted. */
export interface Compared {
  /** The trait's path, the field's, or `times`. */
  readonly name: string;
  readonly form: FieldForm;
  /** Whether every value is a whole number from 0 up. */
  readonly counts: boolean;
}

const formOfKind: Readonly<Record<TraitKind, FieldForm>> = {
  number: 'number',
  money: 'money',
  share: 'number',
  text: 'text',
  texts: 'list',
  counts: 'object',
  instant: 'instant',
};

const countPaths = new Set(['orders.count', 'visits.count', 'visits.sessions', 'feedback.count']);

const givenForm = (path: string): FieldForm => {
  if (path.startsWith('consent.')) return 'boolean';
  if (path === 'demographic.income.amount') return 'money';
  return path.startsWith('custom.') ? 'any' : (givenTraits.get(path) ?? 'any');
};

/** A trait that a condition compares. */
export const comparedTrait = (path: string): Compared => {
  const computed = computedTrait(path);
  const form = computed ? formOfKind[computed.kind] : givenForm(path);
  return { name: path, form, counts: countPaths.has(path) };
};

/** A field of events that a condition compares. */
export const comparedField = ({ performed, each }: Pick<Selection, 'performed' | 'each'>, path: string): Compared => ({
  name: path,
  form: fieldForm(performed, path, each) ?? 'any',
  counts: false,
});

const counting = (name: string): Compared => ({ name, form: 'number', counts: true });

/** The number of events, or the aggregate, that a condition compares. */
export const comparedMeasure = (condition: CountCondition | AggregateCondition): Compared => {
  if (condition.form === 'count') return counting('times');
  const { name, field } = condition.aggregate;
  if (name === 'uniqueCount') return counting(field);
  const compared = comparedField(condition.events, field);
  return numericAggregates.has(name) && compared.form !== 'money' ? { ...compared, form: 'number' } : compared;
};
