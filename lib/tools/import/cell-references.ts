import type { Fields, FieldValue, Money } from './field-value.ts';
import type { Filter } from './filter.ts';
import { tableOf, type Mapping, type Rule } from './mapping.ts';
import { pathsOf, type CellPath, type Template } from './template.ts';

/** A place of a mapping that names a cell. */
export interface CellReference {
  /** The table whose rows the path starts from. */
  readonly table: string;
  readonly path: CellPath;
  /** The place in the mapping, such as `events.0.detail.total`. */
  readonly at: string;
}

/** A place of the mapping, with the table whose rows it reads. */
interface Place {
  readonly at: string;
  readonly table: string;
}

const inTexts = (texts: readonly Template[], place: Place): CellReference[] =>
  texts.flatMap(pathsOf).map((path) => ({ ...place, path }));

const inFilter = (filter: Filter = [], place: Place): CellReference[] => filter.map(({ path }) => ({ ...place, path }));

const inFields = (fields: Fields, { at, table }: Place): CellReference[] =>
  Object.entries(fields).flatMap(([name, value]) => inValue(value, { at: `${at}.${name}`, table }));

const moneyTexts = ({ factors, divisor }: Money): readonly Template[] =>
  divisor === undefined ? factors : [...factors, divisor];

/** The texts of a value that is neither an object nor a list. */
const textsOf = (value: Exclude<FieldValue, { fields: Fields }>): readonly Template[] => {
  switch (value.kind) {
    case 'text':
      return value.texts;
    case 'number':
      return [value.text];
    case 'money':
      return moneyTexts(value);
    case 'sum':
      return value.amounts.flatMap(moneyTexts);
    case 'constant':
      return [];
    default:
      return value satisfies never;
  }
};

const inValue = (value: FieldValue, { at, table }: Place): CellReference[] => {
  const place = { at, table: ('over' in value ? value.over : undefined) ?? table };
  return 'fields' in value ? inFields(value.fields, place) : inTexts(textsOf(value), place);
};

const inRule = (rule: Rule, { at, table }: Place): CellReference[] => {
  const place = (field: string): Place => ({ at: `${at}.${field}`, table });
  const ids = { customerId: rule.customerId, anonymousId: rule.anonymousId };
  return [
    ...inFilter(rule.where, place('where')),
    ...(rule.groupBy ?? []).map((path) => ({ ...place('groupBy'), path })),
    ...inFilter(rule.when, place('when')),
    ...[...(rule.agree ?? []), ...(rule.mayDiffer ?? [])].map((column) => ({
      ...place('agree'),
      path: { text: column, segments: [column] },
    })),
    ...inTexts([rule.eventId], place('eventId')),
    ...Object.entries(ids).flatMap(([name, value]) => (value === undefined ? [] : inValue(value, place(name)))),
    ...inTexts(rule.time.at, place('time.at')),
    ...inTexts([rule.time.zone], place('time.zone')),
    ...inTexts(rule.currency === undefined ? [] : [rule.currency], place('currency')),
    ...inFields(rule.detail ?? {}, place('detail')),
  ];
};

const singleCellsIn = (value: FieldValue): readonly CellPath[] => {
  if (value.kind === 'list' || value.kind === 'sum') return [];
  return value.kind === 'object' ? Object.values(value.fields).flatMap(singleCellsIn) : textsOf(value).flatMap(pathsOf);
};

/** The cells that a rule reads once for all rows of an event: not those of lists, sums and times. */
export const singleCells = ({ eventId, customerId, anonymousId, currency, detail = {} }: Rule): readonly CellPath[] => [
  ...[eventId, ...(currency === undefined ? [] : [currency])].flatMap(pathsOf),
  ...[customerId, anonymousId].flatMap((value) => (value === undefined ? [] : singleCellsIn(value))),
  ...Object.values(detail).flatMap(singleCellsIn),
];

/** Every cell that a mapping names. */
export const cellReferences = (mapping: Mapping): readonly CellReference[] => [
  ...Object.entries(mapping.tables).flatMap(([table, { refuse = [] }]) =>
    refuse.flatMap(({ where }, index) => inFilter(where, { at: `tables.${table}.refuse.${index}`, table })),
  ),
  ...mapping.events.flatMap((rule, index) => inRule(rule, { at: `events.${index}`, table: tableOf(rule, mapping) })),
];

/** The values of fields, and of the fields inside them. */
export const valuesOf = (fields: Fields): readonly FieldValue[] =>
  Object.values(fields).flatMap((value) =>
    value.kind === 'object' || value.kind === 'list' ? [value, ...valuesOf(value.fields)] : [value],
  );

/** A list or a sum over rows of another table. */
export interface RowJoin {
  readonly from: string;
  readonly to: string;
  /** The place in the mapping. */
  readonly at: string;
}

const joinsIn = (fields: Fields, { at, table }: Place): RowJoin[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    const to = ('over' in value ? value.over : undefined) ?? table;
    const here = { at: `${at}.${name}`, table: to };
    const inner = 'fields' in value ? joinsIn(value.fields, here) : [];
    return to === table ? inner : [{ from: table, to, at: here.at }, ...inner];
  });

/** Every list and sum over rows of another table. */
export const rowJoins = (mapping: Mapping): readonly RowJoin[] =>
  mapping.events.flatMap((rule, index) =>
    joinsIn(rule.detail ?? {}, { at: `events.${index}.detail`, table: tableOf(rule, mapping) }),
  );
