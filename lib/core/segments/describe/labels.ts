import { givenTraits } from '#events/field-form.ts';
import type { ComputedTrait } from '../../profile/computed-trait.ts';
import { computedTrait } from '../../profile/computed-traits.ts';
import { otherCurrencyPath, type OtherCurrencyPath } from '../../profile/other-currencies.ts';
import type { Selection } from '../language/language.ts';
import { selectedForm } from '../language/local-fields.ts';
import { bucketPath, computedPath } from '../language/own-paths.ts';
import { isPredictedPath } from '../language/predicted-traits.ts';
import { parseWhere } from '../language/where.ts';
import { predictedSubject } from './predicted-subject.ts';
import type { Subject } from './subject.ts';
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
  replaces: 'replaced event',
  forget: 'forgotten traits',
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

/** The words for a computed trait of the shop's own, or for a draw; undefined for another path. */
const ownLabelOf = (path: string): string | undefined => {
  const [, computed] = computedPath.exec(path) ?? [];
  if (computed !== undefined) return `computed trait ${JSON.stringify(computed)}`;
  const [, bucket] = bucketPath.exec(path) ?? [];
  return bucket && `number in the draw ${JSON.stringify(bucket)}`;
};

const givenLabel = (path: string): string => {
  const [, own] = ownName.exec(path) ?? [];
  if (own !== undefined) return `custom trait ${JSON.stringify(own)}`;
  if (path.startsWith('consent.')) return `consent to ${path.slice('consent.'.length)}`;
  return givenLabels[path] ?? worded(path.slice(path.indexOf('.') + 1).replaceAll('.', ' '));
};

/** The words for a trait of the contract; `currency` is the catalogue's. One of the shop's own has no unit here. */
export const knownSubject = (path: string, currency: string): Subject => {
  const computed = computedTrait(path);
  if (computed) return computedSubject(computed, currency);
  const other = otherCurrencyPath(path);
  if (other) return otherCurrencySubject(other);
  if (isPredictedPath(path)) return predictedSubject(path, currency);
  const own = ownLabelOf(path);
  if (own !== undefined) return { label: own, unit: 'plain', isList: false };
  return { label: givenLabel(path), unit: 'plain', isList: givenTraits.get(path) === 'list' };
};

const fieldLabel = (path: string): string => {
  const [, own] = ownName.exec(path) ?? [];
  if (own !== undefined) return `the shop's own ${JSON.stringify(own)}`;
  return fieldLabels[path] ?? worded(path.replace(/^items\./, 'item ').replaceAll('.', ' '));
};

/** The currency that events are selected by; undefined where they may have any. */
const currencyIn = ({ where }: Selection): string | undefined => {
  for (const part of parseWhere(where)) {
    if (part.form === 'field' && part.field === 'currency' && typeof part.is.eq === 'string') return part.is.eq;
  }
  return undefined;
};

/** The words for a field. Money is in the currency that the events are selected by, otherwise in the catalogue's. */
export const fieldSubject = (path: string, selection: Selection, currency: string): Subject => {
  const form = selectedForm(selection, path);
  return {
    label: fieldLabel(path),
    unit: form === 'money' ? { currency: currencyIn(selection) ?? currency } : 'plain',
    isList: form === 'list',
  };
};
