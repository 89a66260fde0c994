import type { Detail, DetailObject } from './evaluate.ts';
import { isIdentifier } from './identifiers.ts';

const longestText = 256;
/** The limit of the field `text`, which holds what a customer wrote. */
const longestWriting = 10_000;

/** Cuts at a whole character: an emoji at the limit is left out, not halved. */
const cutAt = (text: string, longest: number): string => {
  if (text.length <= longest) return text;
  const last = text.charCodeAt(longest - 1);
  const halved = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, halved ? longest - 1 : longest);
};

/** Ids are never cut: a shortened one could be another one's. */
const limitOf = (field: string): number => {
  if (field === 'text') return longestWriting;
  return isIdentifier(field) || field === 'currency' ? Infinity : longestText;
};

/** Receives the path of each cut field, with `*` for a place in a list. */
type OnCut = (field: string) => void;

const cutText = (text: string, field: string, onCut: OnCut): string => {
  const cut = cutAt(text, limitOf(field));
  if (cut !== text) onCut(field);
  return cut;
};

const isList = (value: Detail): value is readonly Detail[] => Array.isArray(value);

const cutValue = (value: Detail, field: string, onCut: OnCut): Detail => {
  if (typeof value === 'string') return cutText(value, field, onCut);
  if (isList(value)) return value.map((element) => cutValue(element, `${field}.*`, onCut));
  return typeof value === 'object' ? cutFields(value, `${field}.`, onCut) : value;
};

const cutFields = (fields: DetailObject, prefix: string, onCut: OnCut): DetailObject =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, cutValue(value, prefix + key, onCut)]));

/** Cuts the texts of a detail to what an event may hold. */
export const cutTexts = (detail: DetailObject, onCut: OnCut): DetailObject => cutFields(detail, '', onCut);
