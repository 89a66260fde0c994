import { once } from '../../once.ts';
import type { EventCondition, LeafCondition, Measured, Value } from '../language/condition.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import type { Operators } from '../language/operators.ts';
import { compileMeasure, compileMeasured, measureKey } from './compile-measure.ts';
import type { Measure, MeasureScope } from './measure.ts';
import { numbersIn } from './operators.ts';
import type { ComputedTraits } from './signals.ts';

const holdsAtAll: Operators = { eq: true };

/** The operators that a condition over events applies to its measure; the measure of a sequence is true or false. */
export const comparedWith = (condition: EventCondition): Operators =>
  condition.form === 'followedBy' || condition.form === 'notFollowedBy' ? holdsAtAll : condition.is;

const overEvents = (condition: LeafCondition): readonly EventCondition[] =>
  condition.form === 'trait' || condition.form === 'segment' || condition.form === 'value' ? [] : [condition];

/** The number of newest entries that decide every comparison: one more than the largest number compared with. */
const entriesFor = (operators: Operators): number => Math.max(0, ...numbersIn(operators).map(Math.floor)) + 1;

/** The selections that a value is worked out of. */
const measuredIn = (value: Value): readonly Measured[] => {
  if (value.form === 'measured') return [value];
  return value.form === 'number' || value.form === 'trait' ? [] : value.parts.flatMap(measuredIn);
};

const valuesIn = (condition: LeafCondition): readonly Measured[] =>
  condition.form === 'value' ? measuredIn(condition.value) : [];

/** The measures of a catalogue: one for all conditions and values that differ only in what they are compared with. */
export interface SharedMeasures {
  readonly ofCondition: (condition: EventCondition) => Measure;
  readonly ofMeasured: (measured: Measured) => Measure;
}

type Terms = Omit<MeasureScope, 'most'>;

/** Conditions that measure the same. */
interface Sharing {
  readonly conditions: EventCondition[];
  most: number;
}

interface MeasuresOfConditions {
  readonly of: ReadonlyMap<EventCondition, Measure>;
  readonly byKey: ReadonlyMap<string, Measure>;
}

const measuresOfConditions = (conditions: readonly EventCondition[], terms: Terms): MeasuresOfConditions => {
  const wanted = new Map<string, Sharing>();
  for (const condition of conditions) {
    const key = measureKey(condition);
    const sharing = wanted.get(key) ?? { conditions: [], most: 0 };
    wanted.set(key, sharing);
    sharing.conditions.push(condition);
    sharing.most = Math.max(sharing.most, entriesFor(comparedWith(condition)));
  }
  const of = new Map<EventCondition, Measure>();
  const byKey = new Map<string, Measure>();
  for (const [key, sharing] of wanted) {
    const measure = compileMeasure(sharing.conditions.at(-1) as EventCondition, key, { ...terms, most: sharing.most });
    byKey.set(key, measure);
    for (const condition of sharing.conditions) of.set(condition, measure);
  }
  return { of, byKey };
};

/** The number itself of these is kept only as far as comparisons need it. */
const keptForComparisons: ReadonlySet<string | undefined> = new Set([undefined, 'uniqueCount']);

/** Of values the number itself is read: a count has a measure of its own beside one that only decides comparisons. */
const measuresOfValues = (
  values: readonly Measured[],
  { byKey }: MeasuresOfConditions,
  terms: Terms,
): ReadonlyMap<Measured, Measure> => {
  const own = new Map<string, Measure>();
  const ownOf = (measured: Measured, key: string): Measure => {
    const known = own.get(key) ?? compileMeasured(measured, { ...terms, most: Infinity });
    own.set(key, known);
    return known;
  };
  return new Map(
    values.map((measured) => {
      const key = measureKey(measured);
      const shared = keptForComparisons.has(measured.aggregate?.name) ? undefined : byKey.get(key);
      return [measured, shared ?? ownOf(measured, key)];
    }),
  );
};

/** Shares the measures of all conditions, values and computed traits of a catalogue. */
export const shareMeasures = (
  segments: readonly ParsedSegment[],
  computed: ComputedTraits,
  terms: Terms,
): SharedMeasures => {
  const leaves = segments.flatMap(({ leaves: found }) => found.map(({ condition }) => condition));
  const ofConditions = measuresOfConditions(leaves.flatMap(overEvents), terms);
  // Most catalogues have no values.
  const ofValues = once(() => {
    const own = [...computed.values()].flatMap((trait) => measuredIn(trait.form === 'value' ? trait.value : trait));
    return measuresOfValues([...leaves.flatMap(valuesIn), ...own], ofConditions, terms);
  });
  return {
    ofCondition: (condition) => ofConditions.of.get(condition) as Measure,
    ofMeasured: (measured) => ofValues().get(measured) as Measure,
  };
};
