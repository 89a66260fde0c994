import { fieldPaths, hasList } from '#events/field-form.ts';
import { isPerformedType } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { aggregateNames, numericAggregates, type AggregateName } from '../language/aggregates.ts';
import { localFields, selectedForm } from '../language/local-fields.ts';
import { objectCheck, type Found } from './chosen.ts';
import { withHint } from './closed.ts';
import { whereFaults, type Selected } from './where-fields.ts';

type Source = Readonly<Record<string, unknown>>;

const selectedBy = ({ performed, each }: Source): Selected | undefined => {
  if (!isPerformedType(performed)) return undefined;
  return { performed, each: each === 'items' && hasList(performed, each) ? each : undefined };
};

/** The rule for a field that the selected do not have. */
export const unknownField = ({ performed, each }: Selected, name: string): string =>
  withHint(`a field of ${performed}`, name, [...fieldPaths(performed, each), ...Object.keys(localFields)]);

const eachFault = ({ each }: Source, selected: Selected): readonly Found[] =>
  each === 'items' && selected.each === undefined
    ? [{ path: ['each'], message: `"items", and that only of events that have them, not of ${selected.performed}` }]
    : [];

const numericForms = new Set(['number', 'money', 'any']);

/** Whether numbers may stand in a field of the selected. */
export const takesNumbers = (selected: Selected, field: string): boolean =>
  numericForms.has(String(selectedForm(selected, field)));

const fieldFault = (selected: Selected, field: unknown): string | undefined =>
  typeof field === 'string' && field !== '' && selectedForm(selected, field) === undefined
    ? unknownField(selected, field)
    : undefined;

const aggregateFault = (name: AggregateName, field: unknown, selected: Selected): string | undefined => {
  if (typeof field !== 'string' || field === '') return undefined;
  const isUnfit = numericAggregates.has(name) && !takesNumbers(selected, field);
  return fieldFault(selected, field) ?? (isUnfit ? 'a field that holds numbers' : undefined);
};

const at = (path: Found['path'], message: string | undefined): readonly Found[] =>
  message === undefined ? [] : [{ path, message }];

const aggregateFaults = (source: Source, selected: Selected): readonly Found[] =>
  aggregateNames.flatMap((name) => at([name], aggregateFault(name, source[name], selected)));

/** Names that each of the newest events has beside its fields. */
const reserved: ReadonlySet<unknown> = new Set(['at', 'eventId']);

const latestFault = (selected: Selected, field: unknown): string | undefined =>
  reserved.has(field) ? `another field: each of "latest" has "at" and "eventId" anyway` : fieldFault(selected, field);

const wideFaults = ({ mostFrequent, list, latest }: Source, selected: Selected): readonly Found[] => [
  ...at(['mostFrequent'], fieldFault(selected, mostFrequent)),
  ...at(['list'], fieldFault(selected, list)),
  ...(Array.isArray(latest) ? latest : []).flatMap((field: unknown, index) =>
    at(['latest', index], latestFault(selected, field)),
  ),
];

const findingsIn = (source: Source): readonly Found[] => {
  const selected = selectedBy(source);
  if (!selected) return [];
  const { where } = source;
  return [
    ...eachFault(source, selected),
    ...(isRecord(where) ? whereFaults(where, selected, ['where']) : []),
    ...aggregateFaults(source, selected),
    ...wideFaults(source, selected),
  ];
};

/** Checks the fields that a selection of events, or an aggregate over one, names: a schema does not know which events have which. */
export const knowsItsFields = objectCheck(findingsIn);
