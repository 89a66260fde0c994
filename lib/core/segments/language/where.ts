import type { ElementsSource, Where } from './language.ts';
import type { Operators } from './operators.ts';

/** A part of a `where`, parsed. Switch on `form`. */
export type WhereCondition =
  | { readonly form: 'all' | 'any'; readonly parts: readonly WhereCondition[] }
  | { readonly form: 'not'; readonly part: WhereCondition }
  /** Of the elements of a list of objects some, none or every one fits. */
  | { readonly form: 'some' | 'none' | 'every'; readonly list: string; readonly part: WhereCondition }
  | { readonly form: 'field'; readonly field: string; readonly is: Operators };

const together = (where: Where): WhereCondition => {
  const parts = parseWhere(where);
  const [only] = parts;
  return only && parts.length === 1 ? only : { form: 'all', parts };
};

const onElements = (list: string, source: ElementsSource): WhereCondition | undefined => {
  if (source.some !== undefined) return { form: 'some', list, part: together(source.some) };
  if (source.none !== undefined) return { form: 'none', list, part: together(source.none) };
  return source.every && { form: 'every', list, part: together(source.every) };
};

/** Parses a `where` that a check has accepted into conditions of which all must hold. */
export const parseWhere = (where: Where = {}): readonly WhereCondition[] =>
  Object.entries(where).map(([name, value]): WhereCondition => {
    if (name === 'all' || name === 'any') return { form: name, parts: (value as readonly Where[]).map(together) };
    if (name === 'not') return { form: 'not', part: together(value as Where) };
    return onElements(name, value as ElementsSource) ?? { form: 'field', field: name, is: value as Operators };
  });
