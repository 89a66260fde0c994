import { measured, mostFrequent, valuesByEvent } from './aggregates.ts';
import type { Selection, ShopTrait } from './catalogue.ts';
import { isObject, type Fields } from './event-forms.ts';
import { writeInstant } from './instants.ts';
import { fieldValues, matches, type Match } from './matches.ts';
import { isThere } from './operators.ts';
import { stepsOf } from './paths.ts';
import { valueOf, type Figures } from './values.ts';
import type { Zone } from './zone.ts';

const longest = 256;

/** A text of at most so many code units that no pair is split. */
const cut = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(cut);
  if (typeof value !== 'string' || value.length <= longest) return value;
  return value.slice(0, value.codePointAt(longest - 1) === value.charCodeAt(longest - 1) ? longest : longest - 1);
};

const listed = (values: readonly unknown[], atMost = 5): unknown[] => [...new Set(values)].slice(0, atMost).map(cut);

/** Whether a path leads through a list. */
const leadsThroughList = (node: unknown, path: readonly string[]): boolean => {
  const [key, ...rest] = path;
  if (key === undefined) return false;
  return Array.isArray(node) || (isObject(node) && Object.hasOwn(node, key) && leadsThroughList(node[key], rest));
};

/** What an element of `latest` has of a field: one value, or a list. */
const fieldOf = (match: Match, field: string, zone: Zone): unknown => {
  const values = fieldValues(match, field, zone);
  const path = stepsOf(field);
  const isList = leadsThroughList(match.element, path) || leadsThroughList(match.fact.detail, path);
  return isList ? values.flat() : values[0];
};

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Leaves fields away from the last on until the JSON is short enough. */
const shortened = (header: Fields, fields: readonly (readonly [string, unknown])[]): Fields => {
  const whole = { ...header, ...Object.fromEntries(fields) };
  return bytesOf(whole) <= 2048 ? whole : shortened(header, fields.slice(0, -1));
};

const toldOf = (match: Match, fields: readonly string[], zone: Zone): Fields => {
  const header = { at: writeInstant(match.fact.t), eventId: match.fact.eventId };
  const there = fields.map((field) => [field, cut(fieldOf(match, field, zone))] as const);
  return shortened(
    header,
    there.filter(([, value]) => isThere(value)),
  );
};

/** The events of a selection, newest first, each with what it has, in the order of its list. */
const newestFirst = (selection: Selection, figures: Figures): Match[] =>
  matches(selection, figures).toReversed().flat();

/** The value of a trait of the shop's own; undefined while it has none. */
export const shopTrait = (of: ShopTrait, figures: Figures): unknown => {
  if ('value' in of) return valueOf(of.value, figures);
  if ('mostFrequent' in of) return mostFrequent(valuesByEvent(of, of.mostFrequent, figures).flat());
  if ('list' in of) return listed(valuesByEvent(of, of.list, figures).toReversed().flat(), of.atMost);
  if ('latest' in of) {
    const newest = newestFirst(of, figures).slice(0, of.atMost ?? 1);
    return newest.map((match) => toldOf(match, of.latest, figures.zone));
  }
  return measured(of, figures);
};
