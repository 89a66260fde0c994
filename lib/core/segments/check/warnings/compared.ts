import { givenTraits, type FieldForm } from '#events/field-form.ts';
import type { TraitKind } from '../../../profile/computed-trait.ts';
import { computedTrait } from '../../../profile/computed-traits.ts';
import { unitOfValue } from '../../describe/units.ts';
import type { Vocabulary } from '../../describe/vocabulary.ts';
import { numericAggregates } from '../../language/aggregates.ts';
import type {
  AggregateCondition,
  ComputedTraitDefinition,
  CountCondition,
  Measured,
  Value,
} from '../../language/condition.ts';
import type { Selection } from '../../language/language.ts';
import { selectedForm } from '../../language/local-fields.ts';
import type { Scalar } from '../../language/operator.ts';
import { bucketPath } from '../../language/own-paths.ts';
import { isPredictedPath, predictedTraits, type PredictedKind } from '../../language/predicted-traits.ts';

/** What is compared: how its values look, and what a comparison may take for granted. */
export interface Compared {
  /** The trait's path, the field's, `times` or `value`. */
  readonly name: string;
  readonly form: FieldForm;
  /** Whether every value is a whole number from 0 up. */
  readonly counts: boolean;
  /** All values that there are, where they are few; one is always there. */
  readonly domain?: readonly Scalar[];
  /** Numbers from the first up to, not including, the second; one is always there. */
  readonly range?: readonly [number, number];
  /** The least and the greatest of all numbers that there are. */
  readonly limits?: readonly [number, number];
  /** Whether instants and dates are compared as such, and not as texts. */
  readonly isTrait?: true;
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

const countPaths = new Set(['orders.count', 'orders.days', 'visits.count', 'visits.sessions', 'feedback.count']);

const givenForm = (path: string): FieldForm => {
  if (path.startsWith('consent.')) return 'boolean';
  if (path === 'demographic.income.amount') return 'money';
  return path.startsWith('custom.') ? 'any' : (givenTraits.get(path) ?? 'any');
};

/** Numbers that are drawn. */
const drawn = [0, 100] as const;

const predictedForms: Readonly<Record<PredictedKind, Pick<Compared, 'form' | 'limits'>>> = {
  share: { form: 'number', limits: [0, 1] },
  number: { form: 'number' },
  money: { form: 'money' },
  instant: { form: 'instant' },
  boolean: { form: 'boolean' },
  tier: { form: 'text' },
};

const knownTrait = (path: string): Compared => {
  if (isPredictedPath(path))
    return { name: path, ...predictedForms[predictedTraits[path]], counts: false, isTrait: true };
  const computed = computedTrait(path);
  const form = computed ? formOfKind[computed.kind] : givenForm(path);
  return { name: path, form, counts: countPaths.has(path), isTrait: true };
};

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

const localDomains: Readonly<Record<string, readonly Scalar[]>> = { 'local.weekday': weekdays, 'local.hour': hours };

/** A field of events that a condition compares. */
export const comparedField = (selected: Pick<Selection, 'performed' | 'each'>, path: string): Compared => {
  const domain = localDomains[path];
  return { name: path, form: selectedForm(selected, path) ?? 'any', counts: false, ...(domain && { domain }) };
};

const counting = (name: string): Compared => ({ name, form: 'number', counts: true });

type Aggregated = Measured & { readonly aggregate: NonNullable<Measured['aggregate']> };

const wideForms: Readonly<Record<string, FieldForm>> = { list: 'list', latest: 'object' };

const comparedAggregate = ({ events, aggregate }: Aggregated): Compared => {
  if (aggregate.name === 'latest') return { name: 'latest', form: 'object', counts: false };
  const { name, field } = aggregate;
  if (name === 'uniqueCount') return counting(field);
  // The field of some event, which there need not be.
  const { form } = comparedField(events, field);
  const isNumber = name !== 'list' && name !== 'mostFrequent' && numericAggregates.has(name) && form !== 'money';
  return { name: field, form: wideForms[name] ?? (isNumber ? 'number' : form), counts: false };
};

const isAggregated = (measured: Measured): measured is Aggregated => measured.aggregate !== undefined;

const comparedMeasured = (measured: Measured): Compared =>
  isAggregated(measured) ? comparedAggregate(measured) : counting('times');

/** The number of events, or the aggregate, that a condition compares. */
export const comparedMeasure = (condition: CountCondition | AggregateCondition): Compared =>
  comparedMeasured({
    form: 'measured',
    events: condition.events,
    aggregate: condition.form === 'count' ? undefined : condition.aggregate,
  });

/** A number that is worked out and that a condition compares. */
export const comparedValue = (value: Value, vocabulary: Vocabulary): Compared => ({
  name: 'value',
  form: typeof unitOfValue(value, vocabulary) === 'object' ? 'money' : 'number',
  counts: false,
});

const comparedDefinition = (definition: ComputedTraitDefinition, vocabulary: Vocabulary): Compared =>
  definition.form === 'value' ? comparedValue(definition.value, vocabulary) : comparedMeasured(definition);

/** A trait that a condition compares. */
export const comparedTrait = (path: string, vocabulary: Vocabulary): Compared => {
  if (bucketPath.test(path)) return { name: path, form: 'number', counts: false, range: drawn };
  const definition = vocabulary.computed.get(path);
  return definition ? { ...comparedDefinition(definition, vocabulary), name: path, isTrait: true } : knownTrait(path);
};
