import type { ElementsSource, EventSelection, Selection, Where } from './language.ts';
import type { Operators } from './operators.ts';

/** A field that a `where` asks about, at its place. */
export interface AskedField {
  /** The place below the selection, such as `where.any.0.channel`. */
  readonly path: string;
  readonly field: string;
  readonly is: Operators;
  /** The events whose field it is, or the elements. */
  readonly selected: Pick<Selection, 'performed' | 'each'>;
}

/** An `all` or `any` of nothing, at its place. */
export interface EmptyGroup {
  readonly path: string;
  readonly form: 'all' | 'any';
}

type Visited = { readonly empty: EmptyGroup } | { readonly asked: AskedField };

type Place = Pick<AskedField, 'path' | 'selected'>;

const elementsIn = ({ some, none, every }: ElementsSource): readonly (readonly [string, Where])[] =>
  Object.entries({ some, none, every }).flatMap(([key, where]) => (where ? [[key, where] as const] : []));

const inGroup = (form: 'all' | 'any', parts: readonly Where[], { path, selected }: Place): readonly Visited[] => {
  const inner = `${path}.${form}`;
  if (parts.length === 0) return [{ empty: { path: inner, form } }];
  return parts.flatMap((part, index) => visit(part, { path: `${inner}.${index}`, selected }));
};

const inField = (field: string, value: Where[string], { path, selected }: Place): readonly Visited[] => {
  const inner = `${path}.${field}`;
  const elements = elementsIn(value as ElementsSource);
  if (elements.length === 0) return [{ asked: { path: inner, field, is: value as Operators, selected } }];
  return elements.flatMap(([key, part]) =>
    visit(part, { path: `${inner}.${key}`, selected: { ...selected, each: 'items' } }),
  );
};

const visit = (where: Where, place: Place): readonly Visited[] =>
  Object.entries(where).flatMap(([name, value]): readonly Visited[] => {
    if (name === 'all' || name === 'any') return inGroup(name, value as readonly Where[], place);
    if (name === 'not') return visit(value as Where, { ...place, path: `${place.path}.not` });
    return inField(name, value, place);
  });

const visited = ({
  performed,
  where = {},
  ...selection
}: EventSelection & Pick<Selection, 'each'>): readonly Visited[] =>
  visit(where, { path: 'where', selected: { performed, each: selection.each } });

/** Every field that the `where` of a selection asks about, whatever is joined or denied. */
export const askedFields = (selection: EventSelection & Pick<Selection, 'each'>): readonly AskedField[] =>
  visited(selection).flatMap((one) => ('asked' in one ? [one.asked] : []));

/** Every `all` and `any` of nothing in the `where` of a selection. */
export const emptyGroups = (selection: EventSelection & Pick<Selection, 'each'>): readonly EmptyGroup[] =>
  visited(selection).flatMap((one) => ('empty' in one ? [one.empty] : []));
