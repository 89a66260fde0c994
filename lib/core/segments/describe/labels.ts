import { fieldForm, givenTraits } from '#events/field-form.ts';
import type { Selection } from '../language/language.ts';
import type { Subject } from './operator-words.ts';
import type { Unit } from './value-words.ts';

const traitLabels: Readonly<Record<string, string>> = {
  'orders.count': 'number of orders',
  'orders.revenue': 'revenue after refunds',
  'orders.average': 'average order',
  'orders.refunded': 'sum of refunds',
  'orders.refundRate': 'refunded share of revenue',
  'orders.discountShare': 'share of orders with a discount',
  'orders.firstAt': 'first order',
  'orders.lastAt': 'last order',
  'orders.averageGapDays': 'average number of days between orders',
  'visits.count': 'number of visits',
  'visits.sessions': 'number of sessions',
  'visits.firstAt': 'first visit',
  'visits.lastAt': 'last visit',
  'categories.top': 'most frequent category',
  'channels.top': 'most frequent channel',
  'devices.top': 'most frequent device',
  'searches.top': 'most frequent search',
  'feedback.count': 'number of feedback given',
  'feedback.satisfaction': 'average satisfaction',
  'feedback.nps': 'newest NPS answer',
  'feedback.topics': 'feedback topics',
  firstSeenAt: 'first event',
  lastSeenAt: 'last event',
  'rfm.recency': 'recency score',
  'rfm.frequency': 'frequency score',
  'rfm.monetary': 'monetary score',
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

const moneyTraits = new Set(['orders.revenue', 'orders.average', 'orders.refunded']);
const shareTraits = new Set(['orders.refundRate', 'orders.discountShare', 'feedback.satisfaction']);
const listTraits = new Set(['feedback.topics']);
const otherRevenue = /^orders\.otherCurrencies\.([A-Z]{3})\.(count|revenue)$/;

/** A name of code as words: `couponCode` as `coupon code`. */
const worded = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const ownName = /^(?:custom|answers)\.(.+)$/;

const traitLabel = (path: string): string => {
  const [, own] = ownName.exec(path) ?? [];
  if (own !== undefined) return `custom trait ${JSON.stringify(own)}`;
  if (path.startsWith('consent.')) return `consent to ${path.slice('consent.'.length)}`;
  const [, currency, part] = otherRevenue.exec(path) ?? [];
  if (currency !== undefined) return part === 'count' ? `number of orders in ${currency}` : `revenue in ${currency}`;
  return traitLabels[path] ?? worded(path.slice(path.indexOf('.') + 1).replaceAll('.', ' '));
};

const traitUnit = (path: string, currency: string): Unit => {
  const [, other, part] = otherRevenue.exec(path) ?? [];
  if (other !== undefined && part === 'revenue') return { currency: other };
  if (moneyTraits.has(path)) return { currency };
  return shareTraits.has(path) ? 'share' : 'plain';
};

/** How a trait is called; `currency` is the catalogue's. */
export const traitSubject = (path: string, currency: string): Subject => ({
  label: traitLabel(path),
  unit: traitUnit(path, currency),
  isList: givenTraits.get(path) === 'list' || listTraits.has(path),
});

const fieldLabel = (path: string): string => {
  const [, own] = ownName.exec(path) ?? [];
  if (own !== undefined) return `the shop's own ${JSON.stringify(own)}`;
  return fieldLabels[path] ?? worded(path.replace(/^items\./, 'item ').replaceAll('.', ' '));
};

/** How a field is called. Money is in the currency that the events are chosen by, otherwise in the catalogue's. */
export const fieldSubject = (path: string, { performed, where, each }: Selection, currency: string): Subject => {
  const form = fieldForm(performed, path, each);
  const chosen = where?.['currency']?.eq;
  return {
    label: fieldLabel(path),
    unit: form === 'money' ? { currency: typeof chosen === 'string' ? chosen : currency } : 'plain',
    isList: form === 'list',
  };
};
