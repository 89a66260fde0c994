import { aggregateNames, numericAggregates, type AggregateName } from '#lib/core/segments/language/aggregates.ts';
import { operatorNames, operators } from '#lib/core/segments/language/operators.ts';
import { wordings } from '#lib/core/segments/language/operator-wordings.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { spokenEvents } from './spoken-events.ts';
import { namedTraits, spokenTraits } from './spoken-traits.ts';

const aggregateLabels: Readonly<Record<AggregateName, string>> = {
  sum: 'sum',
  avg: 'average',
  min: 'smallest',
  max: 'largest',
  first: 'first',
  last: 'last',
  uniqueCount: 'number of different',
};

/** The windows of events: at most one of the first three, or `since` and `until`. */
const windows = [
  { name: 'within', label: 'within the last', operand: 'duration', example: 'P30D' },
  { name: 'between', label: 'between two ages', operand: 'durations', example: ['P60D', 'P30D'] },
  { name: 'during', label: 'in calendar periods', operand: 'during', example: { unit: 'month', from: -1, to: -1 } },
  { name: 'since', label: 'since', operand: 'date', example: '2026-01-01' },
  { name: 'until', label: 'until', operand: 'date', example: '2026-12-31' },
] as const;

/** Where the operand stands in the words of an operator: at their end, where it is left out, or as in `was at least … ago`. */
const placeholder = '…';
const endingPlaceholder = / …$/;

const spokenOperators = operatorNames.map((name) => {
  const { meaning, words } = wordings[name];
  const { on, operand } = operators[name];
  return { name, label: words(placeholder).join(' ').replace(endingPlaceholder, ''), meaning, on, operand };
});

/** The words of which conditions are made, from the tables that decide: what a builder needs to offer every sentence. */
export const spokenLanguage = (catalogue: Catalogue) => {
  const { currency, calendar, source } = catalogue;
  return {
    currency,
    timeZone: calendar.timeZone,
    traits: spokenTraits(catalogue),
    namedTraits,
    operators: spokenOperators,
    events: spokenEvents(currency),
    aggregates: aggregateNames.map((name) => ({
      name,
      label: aggregateLabels[name],
      on: numericAggregates.has(name) ? 'number' : 'any',
    })),
    windows,
    segments: source.segments.map(({ key, name = key }) => ({ key, name })),
  };
};
