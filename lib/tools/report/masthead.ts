import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import type { Telling } from './telling.ts';
import { roundShare } from './words/shares.ts';

interface KeyFigure {
  readonly value: string;
  readonly unit?: string;
  readonly meaning: string;
}

const buyersOf = ({ buyers, customers, visitors }: Telling['report']['shop']): string => {
  const people = customers + visitors;
  if (buyers === people) return 'have ordered: everybody';
  return `have ordered, ${roundShare(buyers / people)} of everybody`;
};

const figuresOf = ({ report: { shop, predictions }, money }: Telling): readonly KeyFigure[] => {
  const { customers, visitors, buyers, orders, revenue } = shop;
  return [
    { value: number(customers), meaning: 'customers' },
    ...(visitors > 0 ? [{ value: number(visitors), meaning: 'visitors not known as customers' }] : []),
    { value: number(buyers), meaning: buyersOf(shop) },
    { value: number(orders), meaning: orders === 1 ? 'order' : 'orders' },
    { value: money.short(revenue), unit: money.currency, meaning: 'revenue after refunds' },
    ...(orders > 0
      ? [{ value: money.short(revenue / orders), unit: money.currency, meaning: 'revenue per order' }]
      : []),
    ...('missing' in predictions
      ? []
      : [
          { value: money.short(predictions.value365d), unit: money.currency, meaning: 'expected in the next 365 days' },
        ]),
  ];
};

const spanOf = ({ report: { shop, asOf, currency, zone }, dates }: Telling): string => {
  const { firstAt, lastAt } = shop;
  const basis = `Amounts are in ${currency}, dates and months those of ${zone}.`;
  if (firstAt === undefined || lastAt === undefined)
    return `As of ${dates.day(asOf)}. Nothing has happened yet. ${basis}`;
  return `As of ${dates.day(asOf)}, from events of ${dates.day(firstAt)} to ${dates.day(lastAt)}. ${basis}`;
};

/** What the page is of, as of when, and the shop in a few figures. */
export const Masthead = ({ telling }: { readonly telling: Telling }) =>
  h(
    'header',
    { class: 'masthead' },
    h('p', { class: 'eyebrow' }, `Customer report, ${telling.dates.month(telling.report.asOf)}`),
    h('h1', null, telling.report.source),
    h('p', { class: 'lede' }, spanOf(telling)),
    h(
      'dl',
      { class: 'key-figures', 'aria-label': 'Key figures' },
      figuresOf(telling).map(({ value, unit, meaning }) =>
        h(
          'div',
          null,
          h('dt', null, meaning),
          h('dd', null, value, unit === undefined ? null : h('small', null, ` ${unit}`)),
        ),
      ),
    ),
  );
