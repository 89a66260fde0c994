import { traitSubject } from '../../segments/describe/units.ts';
import { valueWords, type Unit } from '../../segments/describe/value-words.ts';
import { vocabularyOf, type Vocabulary } from '../../segments/describe/vocabulary.ts';
import type { CatalogueSource } from '../../segments/language/language.ts';
import type { ItemValue } from './items.ts';

/** Traits whose numbers are whole, so that below 5 is 4 at most. */
const whole =
  /^(?:(?:orders|visits|feedback)\.count|visits\.sessions|feedback\.nps|demographic\.(?:age|householdSize|children))$/;

const daysIn = (duration: unknown): number => Number(/^P(\d+)D$/.exec(String(duration))?.[1]);

const daysWords = (days: number): string => `${days.toLocaleString('en')} day${days === 1 ? '' : 's'}`;

const agoWords = ({ olderThan, newerThan }: Readonly<Record<string, unknown>>): string => {
  const [from, to] = [daysIn(olderThan), daysIn(newerThan)];
  if (Number.isNaN(from)) return `within the last ${daysWords(to)}`;
  return Number.isNaN(to) ? `more than ${daysWords(from)} ago` : `${from.toLocaleString('en')} to ${daysWords(to)} ago`;
};

interface Range {
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
}

/** A band from one limit to another, in words. */
interface Ends {
  readonly least: string | undefined;
  readonly most: string | undefined;
}

const endsOf = (least: number | undefined, most: number | undefined, unit: Unit): Ends => ({
  least: least === undefined ? undefined : valueWords(least, unit),
  most: most === undefined ? undefined : valueWords(most, unit),
});

/** A band of whole numbers by its least and its greatest. */
const wholeWords = ({ gt, gte, lt, lte }: Range, unit: Unit): string => {
  const from = gt === undefined ? gte : gt + 1;
  const to = lt === undefined ? lte : lt - 1;
  const { least, most } = endsOf(from, to, unit);
  if (least === most) return String(least);
  // Counts begin at 0.
  if (from === undefined && to === 0) return 'none';
  if (most === undefined) return `${least} or more`;
  return least === undefined ? `${most} or fewer` : `${least} to ${most}`;
};

const isNone = ({ lte }: Range): boolean => lte === 0;

const isSome = ({ gt, lt }: Range): boolean => gt === 0 && lt === undefined;

const rangeWords = (range: Range, unit: Unit): string => {
  const { gte, lte } = range;
  const { least, most } = endsOf(gte ?? range.gt, range.lt ?? lte, unit);
  if (most === undefined) return gte === undefined ? `more than ${least}` : `${least} or more`;
  if (least === undefined) return lte === undefined ? `below ${most}` : `${most} at most`;
  return gte === undefined ? `more than ${least}, below ${most}` : `${least} to ${most}`;
};

const amountWords = (range: Range, unit: Unit): string => {
  if (isNone(range)) return 'none';
  return isSome(range) ? 'some' : rangeWords(range, unit);
};

const itemWords = (trait: string, value: ItemValue, unit: Unit): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if ('olderThan' in value || 'newerThan' in value) return agoWords(value);
  if (whole.test(trait)) return wholeWords(value, unit);
  return amountWords(value, unit);
};

const ownName = /^custom\.(.+)$/;

/** An income counts where it is in the currency of the catalogue. */
const income = 'demographic.income.amount';

const unitOf = (trait: string, vocabulary: Vocabulary): Unit =>
  trait === income ? { currency: vocabulary.currency } : traitSubject(trait, vocabulary).unit;

const labelOf = (trait: string, vocabulary: Vocabulary): string => {
  if (trait === income) return 'income';
  const [, own] = ownName.exec(trait) ?? [];
  if (own !== undefined) return own;
  return trait.startsWith('computed.') ? trait.slice('computed.'.length) : traitSubject(trait, vocabulary).label;
};

/** Says an item as a marketer would: `number of orders: 5 or more`, `most frequent category: shoes`, `first order: within the last 30 days`. */
export const itemWordsIn = (source: CatalogueSource): ((trait: string, value: ItemValue) => string) => {
  const vocabulary = vocabularyOf(source);
  return (trait, value) => `${labelOf(trait, vocabulary)}: ${itemWords(trait, value, unitOf(trait, vocabulary))}`;
};

/** How the traits of a catalogue are said. */
export interface TraitWords {
  readonly label: (trait: string) => string;
  readonly unit: (trait: string) => Unit;
}

/** Labels traits, and tells in which unit their numbers are: `average order`, in GBP. */
export const traitWordsIn = (source: CatalogueSource): TraitWords => {
  const vocabulary = vocabularyOf(source);
  return { label: (trait) => labelOf(trait, vocabulary), unit: (trait) => unitOf(trait, vocabulary) };
};
