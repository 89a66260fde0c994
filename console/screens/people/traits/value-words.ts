import type { Show } from '../../../show/use-show.ts';
import { traits as words } from '../../../words/en.ts';
import type { Unit } from '../person.ts';

/** A value that is counted, as profiles list the most frequent ones. */
export interface Counted {
  readonly value: string;
  readonly count: number;
}

const isCounted = (value: unknown): value is Counted =>
  typeof value === 'object' && value !== null && 'value' in value && 'count' in value;

/** The elements of a list of counts; empty for anything else. */
export const countsIn = (value: unknown): readonly Counted[] => (Array.isArray(value) ? value.filter(isCounted) : []);

const isMoney = (value: unknown): value is { readonly amount: number; readonly currency: string } =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;

const date = /^\d{4}-\d\d-\d\d$/;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const decimals = 2;

const numberWords = (value: number, show: Show, unit: Unit | undefined): string => {
  if (unit === 'share') return show.share(value);
  return unit === undefined ? show.number(Number(value.toFixed(decimals))) : show.money(value, unit.currency);
};

const textWords = (value: string, show: Show): string => {
  if (instant.test(value)) return show.minute(value);
  // A date has no zone: noon of UTC is that date nearly everywhere.
  return date.test(value) ? show.day(`${value}T12:00:00Z`) : value;
};

const listWords = (values: readonly unknown[], show: Show): string => {
  if (values.length === 0) return words.nothing;
  return values.every((value) => typeof value !== 'object' || isCounted(value))
    ? values.map((value) => valueWords(value, show)).join(', ')
    : words.entries(show.number(values.length));
};

/** A trait's value in words; of an object that is not known here, its JSON. */
export const valueWords = (value: unknown, show: Show, unit?: Unit): string => {
  if (typeof value === 'number') return numberWords(value, show, unit);
  if (typeof value === 'string') return textWords(value, show);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return listWords(value, show);
  if (isCounted(value)) return words.times(value.value, show.number(value.count));
  if (isMoney(value)) return show.money(value.amount, value.currency);
  return JSON.stringify(value);
};
