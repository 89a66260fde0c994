import { aggregateNames } from './aggregates.ts';
import type {
  AggregateCondition,
  ComputedTraitDefinition,
  Condition,
  CountCondition,
  EventCondition,
  Measured,
  SameFields,
  Value,
  WideAggregate,
} from './condition.ts';
import type {
  Aggregated,
  CatalogueSource,
  ComputedTraitSource,
  ConditionSource,
  EventSelection,
  FollowedBy,
  MeasuredSource,
  NotFollowedBy,
  Performed,
  Same,
  Selection,
  ValueSource,
} from './language.ts';
import type { Operators } from './operators.ts';

const atLeastOnce: Operators = { gte: 1 };

const eventsOf = ({ performed, where }: EventSelection): EventSelection => ({ performed, where });

const aggregateIn = (source: Performed | Aggregated | MeasuredSource): AggregateCondition['aggregate'] | undefined => {
  for (const name of aggregateNames) {
    const field = source[name];
    if (field !== undefined) return { name, field };
  }
  return undefined;
};

const selectionIn = ({ performed, where, each, within, between, during, since, until }: Selection): Selection => ({
  performed,
  where,
  each,
  within,
  between,
  during,
  since,
  until,
});

const parsePerformed = (source: Performed | Aggregated): CountCondition | AggregateCondition => {
  const events = selectionIn(source);
  const aggregate = aggregateIn(source);
  return aggregate && source.is
    ? { form: 'aggregate', events, aggregate, is: source.is }
    : { form: 'count', events, is: source.times ?? atLeastOnce };
};

const sameFields = (same: Same | undefined): SameFields | undefined => (typeof same === 'string' ? [same, same] : same);

/** The most elements of a list, and of the newest events, where a computed trait says nothing. */
const listedByDefault = 5;
const latestByDefault = 1;

const wideAggregateIn = (source: ComputedTraitSource): WideAggregate | undefined => {
  if ('mostFrequent' in source) return { name: 'mostFrequent', field: source.mostFrequent };
  if ('list' in source) return { name: 'list', field: source.list, atMost: source.atMost ?? listedByDefault };
  if ('latest' in source) return { name: 'latest', fields: source.latest, atMost: source.atMost ?? latestByDefault };
  return undefined;
};

const parseMeasured = (source: Exclude<ComputedTraitSource, { readonly value: ValueSource }>): Measured => ({
  form: 'measured',
  events: selectionIn(source),
  aggregate: wideAggregateIn(source) ?? aggregateIn(source),
});

/** Parses a value that a check has accepted. */
const parseValue = (source: ValueSource): Value => {
  if (typeof source === 'number') return { form: 'number', number: source };
  if ('trait' in source) return { form: 'trait', trait: source.trait };
  if ('plus' in source) return { form: 'plus', parts: source.plus.map(parseValue) };
  if ('minus' in source) return { form: 'minus', parts: source.minus.map(parseValue) };
  if ('dividedBy' in source) return { form: 'dividedBy', parts: source.dividedBy.map(parseValue) };
  // Not of a selection: a count in a value is compared with nothing, so it has no `times`.
  if (source.times !== undefined) return { form: 'times', parts: source.times.map(parseValue) };
  return parseMeasured(source);
};

/** Parses a computed trait that a check has accepted. */
const parseComputedTrait = (source: ComputedTraitSource): ComputedTraitDefinition =>
  'value' in source ? { form: 'value', value: parseValue(source.value) } : parseMeasured(source);

/** Parses the computed traits of a catalogue that a check has accepted, by path. */
export const parseComputedTraits = ({
  traits = {},
}: Pick<CatalogueSource, 'traits'>): ReadonlyMap<string, ComputedTraitDefinition> =>
  new Map(Object.entries(traits).map(([name, source]) => [`computed.${name}`, parseComputedTrait(source)]));

/** Parses a condition over events. */
const parseEvents = (source: Performed | Aggregated | FollowedBy | NotFollowedBy): EventCondition => {
  if ('followedBy' in source) {
    const { followedBy, within, same } = source;
    return {
      form: 'followedBy',
      first: eventsOf(source),
      second: eventsOf(followedBy),
      same: sameFields(same),
      within,
    };
  }
  if ('notFollowedBy' in source) {
    const { notFollowedBy, for: wait, within, same } = source;
    return {
      form: 'notFollowedBy',
      first: eventsOf(source),
      second: eventsOf(notFollowedBy),
      same: sameFields(same),
      wait,
      within,
    };
  }
  return parsePerformed(source);
};

/**
 * Parses a condition that a check has accepted, and all below it: the one place that tells the forms apart by the keys of
 * their JSON.
 */
export const parseCondition = (source: ConditionSource): Condition => {
  if ('all' in source) return { form: 'all', parts: source.all.map(parseCondition) };
  if ('any' in source) return { form: 'any', parts: source.any.map(parseCondition) };
  if ('not' in source) return { form: 'not', part: parseCondition(source.not) };
  if ('trait' in source) return { form: 'trait', trait: source.trait, is: source.is };
  if ('segment' in source) return { form: 'segment', segment: source.segment };
  if ('value' in source) return { form: 'value', value: parseValue(source.value), is: source.is };
  return parseEvents(source);
};
