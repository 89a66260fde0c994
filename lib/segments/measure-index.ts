import type { EventType, IncomingEvent } from '#events/incoming-event.ts';
import type { PlacedMeasure } from './catalogue.ts';
import { fieldAt, type Field } from './field.ts';
import type { EventSelection, Scalar } from './language.ts';

/** Measures that ask one field of one type of event for certain values. */
interface ByField {
  readonly field: Field;
  readonly byValue: Map<unknown, Set<PlacedMeasure>>;
}

/** The measures of one type of event. */
interface OfType {
  /** Those that nothing tells apart beforehand. */
  readonly always: Set<PlacedMeasure>;
  readonly byField: Map<string, ByField>;
}

/** An equality test that every event of a selection must pass; none where elements are counted, which have fields of their own. */
const equalityOf = (selection: EventSelection): { path: string; values: readonly Scalar[] } | undefined => {
  if ('each' in selection) return undefined;
  for (const [path, { eq, in: oneOf }] of Object.entries(selection.where ?? {})) {
    if (eq !== undefined) return { path, values: [eq] };
    if (oneOf !== undefined) return { path, values: oneOf };
  }
  return undefined;
};

const place = ({ always, byField }: OfType, selection: EventSelection, measure: PlacedMeasure): void => {
  const equality = equalityOf(selection);
  if (!equality) {
    always.add(measure);
    return;
  }
  const { byValue } = byField.get(equality.path) ?? { byValue: new Map<unknown, Set<PlacedMeasure>>() };
  byField.set(equality.path, { field: fieldAt(equality.path), byValue });
  for (const value of equality.values) byValue.set(value, (byValue.get(value) ?? new Set()).add(measure));
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
    if (!ofType || ofType.byField.size === 0) return ofType?.always ?? [];
    const found = new Set(ofType.always);
    for (const { field, byValue } of ofType.byField.values()) {
      for (const value of field.values(detail)) byValue.get(value)?.forEach((measure) => found.add(measure));
    }
    return found;
  };
};
