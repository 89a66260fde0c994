import type { Catalogue } from './catalogue.ts';
import { compareText, numbersOf, ofType, textsOf, type Fact } from './facts.ts';
import type { Given } from './given-traits.ts';
import { dateOf, dayInYear, readDate, yearOf } from './dates.ts';
import { day, writeInstant } from './instants.ts';
import { valuesAt } from './paths.ts';
import { termHolds } from './terms.ts';
import { zoneOf, type Zone } from './zone.ts';

/** Computed traits by path; undefined for what has no value yet. */
export type Computed = Record<string, unknown>;

interface Count {
  readonly value: string;
  readonly count: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Every string at a path of events, those in lists one by one. */
const textsAt = (facts: readonly Fact[], ...path: string[]): string[] =>
  facts
    .flatMap((fact) => valuesAt(fact.detail, path))
    .flat()
    .filter((value) => typeof value === 'string');

const writeOptional = (fact: Fact | undefined): string | undefined => fact && writeInstant(fact.t);

/** The most frequent values first, of equally frequent ones the smaller string first. */
const frequencies = (values: readonly string[]): Count[] =>
  [...new Set(values)]
    .map((value) => ({ value, count: values.filter((other) => other === value).length }))
    .toSorted((a, b) => b.count - a.count || compareText(a.value, b.value));

const noneWhenEmpty = <Value>(values: Value[]): Value[] | undefined => (values.length === 0 ? undefined : values);

const favourites = (group: string, values: readonly string[]): Computed => {
  const counts = frequencies(values);
  return { [`${group}.top`]: counts[0]?.value, [`${group}.counts`]: noneWhenEmpty(counts.slice(0, 6)) };
};

/** The first instant of a birthday in a year: 1 March for 29 February in common years. */
export const birthdayIn = (birthDate: string, year: number, zone: Zone): number =>
  zone.startOf(dayInYear(readDate(birthDate), year));

/** The first instant of a year. */
export const newYear = (year: number, zone: Zone): number => zone.startOf(dateOf(year, 1, 1));

const age = (given: ReadonlyMap<string, Given>, zone: Zone, now: number): number | undefined => {
  const birthDate = given.get('demographic.birthDate')?.value;
  const birthYear = given.get('demographic.birthYear')?.value;
  const year = yearOf(zone.dateAt(now));
  if (typeof birthDate === 'string') {
    return year - Number(birthDate.slice(0, 4)) - (now < birthdayIn(birthDate, year, zone) ? 1 : 0);
  }
  return typeof birthYear === 'number' ? year - birthYear : undefined;
};

const inCurrency = (facts: readonly Fact[], currency: string): Fact[] =>
  facts.filter((fact) => fact.detail['currency'] === currency);

const otherCurrencies = (purchases: readonly Fact[], refunds: readonly Fact[], own: string): Computed => {
  const currencies = new Set(textsOf([...purchases, ...refunds], 'currency'));
  currencies.delete(own);
  return Object.fromEntries(
    [...currencies].flatMap((currency) => {
      const orders = inCurrency(purchases, currency);
      const refunded = sum(numbersOf(inCurrency(refunds, currency), 'amount'));
      return [
        [`orders.otherCurrencies.${currency}.count`, orders.length],
        [`orders.otherCurrencies.${currency}.revenue`, sum(numbersOf(orders, 'total')) - refunded],
      ];
    }),
  );
};

const hadDiscount = ({ detail }: Fact): boolean =>
  Number(detail['discount'] ?? 0) > 0 || detail['couponCode'] !== undefined;

const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

const orders = (facts: readonly Fact[], catalogue: Catalogue): Computed => {
  const { currency } = catalogue;
  const zone = zoneOf(catalogue);
  const purchases = ofType(facts, 'PurchaseMade');
  const refunds = ofType(facts, 'PurchaseRefunded');
  const gross = sum(numbersOf(inCurrency(purchases, currency), 'total'));
  const refunded = sum(numbersOf(inCurrency(refunds, currency), 'amount'));
  const [first, last] = [purchases[0], purchases.at(-1)];
  const span = first && last ? (last.t - first.t) / day : 0;
  return {
    'orders.count': purchases.length,
    'orders.days': new Set(purchases.map(({ t }) => zone.dateAt(t))).size,
    'orders.revenue': gross - refunded,
    'orders.average': ratio(gross - refunded, purchases.length),
    'orders.refunded': refunded,
    'orders.refundRate': ratio(refunded, gross),
    'orders.discountShare': ratio(purchases.filter(hadDiscount).length, purchases.length),
    'orders.firstAt': writeOptional(first),
    'orders.lastAt': writeOptional(last),
    'orders.averageGapDays': purchases.length < 2 ? undefined : span / (purchases.length - 1),
    ...otherCurrencies(purchases, refunds, currency),
  };
};

const visits = (facts: readonly Fact[]): Computed => {
  const made = ofType(facts, 'VisitMade');
  return {
    'visits.count': made.length,
    'visits.sessions': new Set(textsOf(made, 'sessionId')).size,
    'visits.firstAt': writeOptional(made[0]),
    'visits.lastAt': writeOptional(made.at(-1)),
    ...favourites('devices', textsOf(made, 'device')),
    ...favourites('searches', textsOf(made, 'searchTerm')),
  };
};

const tastes = (facts: readonly Fact[]): Computed => {
  const purchases = ofType(facts, 'PurchaseMade');
  const bought = textsAt(purchases, 'items', 'category');
  return {
    ...favourites('categories', [...bought, ...textsOf(ofType(facts, 'VisitMade'), 'category')]),
    ...favourites('channels', textsOf(purchases, 'channel')),
  };
};

const scaled = ({ detail }: Fact): number => {
  const [min, max] = [Number(valuesAt(detail, ['scale', 'min'])[0]), Number(valuesAt(detail, ['scale', 'max'])[0])];
  return (Number(detail['score']) - min) / (max - min);
};

/** Those that the producer sent, and where there are none those of the text. */
const topicsOf = ({ detail }: Fact, { topics = {} }: Catalogue): string[] => {
  const sent = valuesAt(detail, ['topics']).flat();
  const { text } = detail;
  if (sent.length > 0 || typeof text !== 'string') return sent.map(String);
  return Object.keys(topics).filter((name) => topics[name]?.some((term) => termHolds(term, text)));
};

const feedback = (facts: readonly Fact[], catalogue: Catalogue): Computed => {
  const given = ofType(facts, 'FeedbackGiven');
  const scored = given.filter((fact) => Object.hasOwn(fact.detail, 'score'));
  const topics = frequencies(given.flatMap((fact) => topicsOf(fact, catalogue))).slice(0, 10);
  return {
    'feedback.count': given.length,
    'feedback.satisfaction': ratio(sum(scored.map(scaled)), scored.length),
    'feedback.nps': scored.findLast((fact) => fact.detail['kind'] === 'nps')?.detail['score'],
    'feedback.topics': noneWhenEmpty(topics.map(({ value }) => value)),
    'feedback.topicCounts': noneWhenEmpty(topics),
  };
};

const seen = (facts: readonly Fact[]): Computed => {
  const times = facts.filter(({ type }) => type !== 'EventWithdrawn').map(({ t }) => t);
  return times.length === 0
    ? {}
    : { firstSeenAt: writeInstant(Math.min(...times)), lastSeenAt: writeInstant(Math.max(...times)) };
};

const reached = (thresholds: readonly number[], value: number): number =>
  thresholds.filter((threshold) => value >= threshold).length;

const rfm = (of: Computed, { rfm: thresholds }: Catalogue, now: number): Computed => {
  const lastAt = of['orders.lastAt'];
  if (thresholds === undefined || typeof lastAt !== 'string') return {};
  const days = (now - Date.parse(lastAt)) / day;
  return {
    'rfm.recency': 5 - reached(thresholds.recencyDays, days),
    'rfm.frequency': 1 + reached(thresholds.frequency, Number(of['orders.count'])),
    'rfm.monetary': 1 + reached(thresholds.monetary, Number(of['orders.revenue'])),
  };
};

/** What is known of a person whatever the instant. */
interface Lasting {
  readonly given: ReadonlyMap<string, Given>;
  readonly computed: Computed;
}

/** The computed traits of Patron's own that no time that passes changes. */
export const lastingTraits = (facts: readonly Fact[], catalogue: Catalogue): Computed => ({
  ...orders(facts, catalogue),
  ...visits(facts),
  ...tastes(facts),
  ...feedback(facts, catalogue),
  ...seen(facts),
});

/** Those that are others at another instant. */
export const passingTraits = ({ given, computed }: Lasting, catalogue: Catalogue, now: number): Computed => ({
  'demographic.age': age(given, zoneOf(catalogue), now),
  ...rfm(computed, catalogue, now),
});
