import { fieldForm, givenTraits } from '#events/field-form.ts';
import type { ComputedTrait } from '../../profile/computed-trait.ts';
import { computedTrait } from '../../profile/computed-traits.ts';
import { otherCurrencyPath, type OtherCurrencyPath } from '../../profile/other-currencies.ts';
import type { Selection } from '../language/language.ts';
import type { Subject } from './operator-words.ts';
import type { Unit } from './value-words.ts';

/** Given traits whose path does not say it well. */
const givenLabels: Readonly<Record<string, string>> = {
  'demographic.children': 'number of children',
  'psychographic.lifestyle': 'ways of life',
  'psychographic.personality': 'personality traits',
  'preferences.channels': 'preferred channels',
  'preferences.language': 'preferred language',
  'preferences.currency': 'preferred currency',
};

const fieldLabels: Readonly<Record<string, string>> = {
  total: 'order total',
  amount: 'refunded amount',
  sku: 'product',
  durationSeconds: 'duration in seconds',
};

/** The words of a name in code: `coupon code` for `couponCode`. */
const worded = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const ownName = /^(?:custom|answers)\.(.+)$/;

const unitOf = ({ kind }: ComputedTrait, currency: string): Unit => {
  if (kind === 'money') return { currency };
  return kind === 'share' ? 'share' : 'plain';
};

const computedSubject = (trait: ComputedTrait, currency: string): Subject => ({
  label: trait.label,
  unit: unitOf(trait, currency),
  isList: trait.kind === 'texts' || trait.kind === 'counts',
});

const otherCurrencySubject = ({ currency, part }: OtherCurrencyPath): Subject => ({
  label: part === 'revenue' ? `revenue in ${currency}` : `number of orders in ${currency}`,
  unit: part === 'revenue' ? { currency } : 'plain',
  isList: false,
});

const givenLabel = (path: string): string => {
  const [, own] = ownName.exec(path) ?? [];
  if (own !== undefined) return `custom trait ${JSON.stringify(own)}`;
  if (path.startsWith('consent.')) return `consent to ${path.slice('consent.'.length)}`;
  return givenLabels[path] ?? worded(path.slice(path.indexOf('.') + 1).replaceAll('.', ' '));
};

/** The words for a trait; `currency` is the catalogue's. */
export const traitSubject = (path: string, currency: string): Subject => {
  const computed = computedTrait(path);
  if (computed) return computedSubject(computed, currency);
  const other = otherCurrencyPath(path);
  if (other) return otherCurrencySubject(other);
  return { label: givenLabel(path), unit: 'plain', isList: givenTraits.get(path) === 'list' };
};

const fieldLabel = (path: string): string => {
  const [, own] = ownName.exec(path) ?? [];
  if (own !== undefined) return `the shop's own ${JSON.stringify(own)}`;
  return fieldLabels[path] ?? worded(path.replace(/^items\./, 'item ').replaceAll('.', ' '));
};

/** The words for a field. Money is in the currency that the events are selected by, otherwise in the catalogue's. */
export const fieldSubject = (path: string, { performed, where, each }: Selection, currency: string): Subject => {
  const form = fieldForm(performed, path, each);
  const chosen = where?.['currency']?.eq;
  return {
    label: fieldLabel(path),
    unit: form === 'money' ? { currency: typeof chosen === 'string' ? chosen : currency } : 'plain',
    isList: form === 'list',
  };
};
