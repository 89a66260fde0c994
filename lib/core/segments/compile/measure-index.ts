import type { EventType, IncomingEvent } from '#events/incoming-event.ts';
import type { PlacedMeasure } from './catalogue.ts';
import { fieldAt, valuesAt, type Field } from './field.ts';
import type { Selection } from '../language/language.ts';
import type { Scalar } from '../language/operator.ts';
import { parseWhere, type WhereCondition } from '../language/where.ts';
import { localField } from './local-fields.ts';

/** Measures that ask one field of one type of event for certain values. */
interface ByField {
  readonly field: Field;
  readonly byValue: Map<unknown, Set<PlacedMeasure>>;
}

/** The measures of one type of event. */
interface OfType {
  /** The measures that no equality test tells apart. */
  readonly always: Set<PlacedMeasure>;
  /** Each of the others under one field. */
  readonly byField: Map<string, ByField>;
}

/** An equality test: a field, and the values of which it must have one. */
interface Equality {
  readonly path: string;
  readonly values: readonly Scalar[];
}

/** The equality test that a condition makes of a field of the event itself; none of a folded text, which several texts equal. */
const equalityIn = (condition: WhereCondition): Equality | undefined => {
  if (condition.form !== 'field' || localField(condition.field)) return undefined;
  const { eq, in: oneOf, fold } = condition.is;
  const values = eq === undefined ? oneOf : [eq];
  return values && !fold ? { path: condition.field, values } : undefined;
};

/** An equality test that every event of a selection must pass; none where elements are counted, which have fields of their own. */
const equalityOf = ({ each, where }: Selection): Equality | undefined =>
  each === undefined ? parseWhere(where).flatMap((condition) => equalityIn(condition) ?? [])[0] : undefined;

/** A measure that selects two kinds of events of one type may be asked for by both. */
const isAskedOnce = ({ measure: { selections } }: PlacedMeasure, { performed }: Selection): boolean =>
  selections.filter((selection) => selection.performed === performed).length === 1;

const place = ({ always, byField }: OfType, selection: Selection, measure: PlacedMeasure): void => {
  const equality = isAskedOnce(measure, selection) ? equalityOf(selection) : undefined;
  if (!equality) {
    always.add(measure);
    return;
  }
  const { byValue } = byField.get(equality.path) ?? { byValue: new Map<unknown, Set<PlacedMeasure>>() };
  byField.set(equality.path, { field: fieldAt(equality.path), byValue });
  for (const value of equality.values) byValue.set(value, (byValue.get(value) ?? new Set()).add(measure));
};

const none: ReadonlySet<PlacedMeasure> = new Set();

/** Those that ask for any of the values; of a list several may be there. */
const asking = ({ field, byValue }: ByField, detail: object): ReadonlySet<PlacedMeasure> => {
  const values = valuesAt(field, detail);
  if (values.length === 1) return byValue.get(values[0]) ?? none;
  return values.length === 0 ? none : new Set(values.flatMap((value) => [...(byValue.get(value) ?? none)]));
};

/** Indexes measures by event type and by equality tests, so that an event meets only those that it may match. */
export const indexMeasures = (
  measures: Iterable<PlacedMeasure>,
): ((event: IncomingEvent) => Iterable<PlacedMeasure>) => {
  const types = new Map<EventType, OfType>();
  for (const placed of measures) {
    for (const selection of placed.measure.selections) {
      const ofType = types.get(selection.performed) ?? { always: new Set(), byField: new Map<string, ByField>() };
      types.set(selection.performed, ofType);
      place(ofType, selection, placed);
    }
  }
  return ({ type, detail }) => {
    const ofType = types.get(type);
    if (!ofType || ofType.byField.size === 0) return ofType?.always ?? none;
    const found = [...ofType.always];
    for (const byField of ofType.byField.values()) found.push(...asking(byField, detail));
    return found;
  };
};
