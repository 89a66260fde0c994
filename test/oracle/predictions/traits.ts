import type { Catalogue } from '../catalogue.ts';
import { isObject, type Fields } from '../event-forms.ts';
import { day, writeInstant } from '../instants.ts';
import { alive, buysWithin, ordersWithin } from './customer-base.ts';
import { nextOrderOf } from './next-order.ts';
import { historyOf, unitOf, type Subject } from './subject.ts';

/** The expected revenue of a purchase day. */
const spendOf = ({ model, bought }: Subject): number => {
  const { p, q, v } = model.spend;
  return (p * (v + bought.revenue)) / (p * bought.paidDays + q - 1);
};

const within = (subject: Subject, now: number, [days, of]: readonly [number, typeof ordersWithin]): number =>
  of(subject.model.orders, historyOf(subject, now), (days * day) / unitOf(subject));

const value365d = (subject: Subject, now: number): number | undefined =>
  subject.bought.paidDays === 0 ? undefined : within(subject, now, [365, ordersWithin]) * spendOf(subject);

const tierOf = (subject: Subject, now: number): string | undefined => {
  const value = value365d(subject, now);
  const { high, medium } = subject.model.tiers;
  if (value === undefined) return undefined;
  if (value >= high) return 'high';
  return value >= medium ? 'medium' : 'low';
};

type Trait = (subject: Subject, now: number) => unknown;

const traits: Readonly<Record<string, Trait>> = {
  'predicted.alive': (subject, now) => alive(subject.model.orders, historyOf(subject, now)),
  'predicted.buys30d': (subject, now) => within(subject, now, [30, buysWithin]),
  'predicted.buys90d': (subject, now) => within(subject, now, [90, buysWithin]),
  'predicted.orders30d': (subject, now) => within(subject, now, [30, ordersWithin]),
  'predicted.orders365d': (subject, now) => within(subject, now, [365, ordersWithin]),
  'predicted.value365d': value365d,
  'predicted.nextOrderAt': (subject) => {
    const next = nextOrderOf(subject);
    return next === undefined ? undefined : writeInstant(next.at);
  },
  'predicted.overdue': (subject, now) => now >= (nextOrderOf(subject)?.at ?? Infinity),
  'predicted.tier': tierOf,
};

export const predictedPaths = Object.keys(traits);

export const isPredicted = (path: string): boolean => path.startsWith('predicted.');

const known = new WeakMap<Subject, Map<string, unknown>>();

/** A predicted trait, not rounded, or undefined where it is absent. */
export const predictedTrait = (path: string, subject: Subject | undefined, now: number): unknown => {
  const trait = traits[path];
  if (subject === undefined || trait === undefined) return undefined;
  const ofSubject = known.get(subject) ?? new Map<string, unknown>();
  known.set(subject, ofSubject);
  const key = `${path} ${now}`;
  if (!ofSubject.has(key)) ofSubject.set(key, trait(subject, now));
  return ofSubject.get(key);
};

/** A trait as it is written: predicted numbers are rounded. */
export const written = (path: string, value: unknown): unknown => {
  if (!isPredicted(path) || typeof value !== 'number') return value;
  return path === 'predicted.value365d' ? Math.round(value) : Math.round(value * 1e6) / 1e6;
};

/** The paths of predicted traits in a condition or a value, through computed traits. */
export const predictedIn = (node: unknown, catalogue: Catalogue): string[] => {
  if (Array.isArray(node)) return node.flatMap((part) => predictedIn(part, catalogue));
  if (!isObject(node)) return [];
  const path = node['trait'];
  if (typeof path !== 'string') return Object.values(node).flatMap((part) => predictedIn(part, catalogue));
  if (isPredicted(path)) return [path];
  const computed: Fields = { ...catalogue.traits };
  return path.startsWith('computed.') ? predictedIn(computed[path.slice('computed.'.length)], catalogue) : [];
};
