import * as z from 'zod/mini';
import { fieldForm, fieldPaths, hasList } from '#events/field-form.ts';
import { isEventType, type EventType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { aggregateNames, numericAggregates, type AggregateName } from '../language/aggregates.ts';
import { withHint } from './closed.ts';

type Source = Readonly<Record<string, unknown>>;

/** The events whose fields are looked up. */
interface Selected {
  readonly type: EventType;
  readonly each: 'items' | undefined;
}

const selectedBy = ({ performed, each }: Source): Selected | undefined => {
  if (!isEventType(performed)) return undefined;
  return { type: performed, each: each === 'items' && hasList(performed, each) ? each : undefined };
};

interface Found {
  readonly path: readonly string[];
  readonly expected: string;
  readonly seen?: unknown;
}

const unknownField = ({ type, each }: Selected, name: string): string =>
  withHint(`a field of ${type}`, name, fieldPaths(type, each));

const eachFault = ({ each }: Source, selected: Selected): readonly Found[] =>
  each === 'items' && selected.each === undefined
    ? [{ path: ['each'], expected: `"items", and that only of events that have them, not of ${selected.type}` }]
    : [];

const whereFaults = ({ where }: Source, selected: Selected): readonly Found[] =>
  Object.keys(isRecord(where) ? where : {})
    .filter((name) => fieldForm(selected.type, name, selected.each) === undefined)
    .map((name) => ({ path: ['where', name], expected: unknownField(selected, name), seen: name }));

const numericForms = new Set(['number', 'money', 'any']);

/** Whether numbers may stand in a field of an event. */
export const takesNumbers = (type: EventType, field: string, each?: 'items'): boolean =>
  numericForms.has(String(fieldForm(type, field, each)));

const expectedOf = (name: AggregateName, field: string, selected: Selected): string | undefined => {
  const { type, each } = selected;
  if (fieldForm(type, field, each) === undefined) return unknownField(selected, field);
  return numericAggregates.has(name) && !takesNumbers(type, field, each) ? 'a field that holds numbers' : undefined;
};

const aggregateFaults = (source: Source, selected: Selected): readonly Found[] =>
  aggregateNames.flatMap((name) => {
    const field = source[name];
    const expected = typeof field === 'string' && field !== '' ? expectedOf(name, field, selected) : undefined;
    return expected === undefined ? [] : [{ path: [name], expected }];
  });

/** Checks the fields that a selection of events, or an aggregate over one, names: a schema does not know which events have which. */
export const knowsItsFields = z.check<object>(
  ({ value, issues }) => {
    const source = { ...value };
    const selected = selectedBy(source);
    if (!selected) return;
    for (const { path, expected, ...seen } of [
      ...eachFault(source, selected),
      ...whereFaults(source, selected),
      ...aggregateFaults(source, selected),
    ]) {
      issues.push({ code: 'custom', message: expected, input: value, path: [...path], params: seen });
    }
  },
  { when: ({ value }) => isRecord(value) },
);
