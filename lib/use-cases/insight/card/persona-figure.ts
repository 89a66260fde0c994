import { itemWordsIn, traitWordsIn } from '#lib/core/insight/items/item-words.ts';
import type { Figure, NumberFigure, ShareFigure } from '#lib/core/insight/persona/figure.ts';
import { minorDigits, moneyWords } from '#lib/core/money.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { number, quantity } from '#lib/core/number-words.ts';
import { shareWords } from '#lib/core/insight/compare/line-words.ts';
import { intervalWords, knownOfWords, memberWords, type CardRow, type Telling } from './persona-row.ts';

/** Labels as a card says them, where a description of a segment says them at more length. */
const shortLabels: Readonly<Record<string, string>> = {
  'orders.count': 'orders',
  'orders.revenue': 'spent after refunds',
  'orders.averageGapDays': 'days between orders',
  'orders.discountShare': 'orders at a discount',
  'orders.refundRate': 'refunded share',
  'visits.count': 'visits',
  'categories.top': 'buys most',
  'channels.top': 'comes by',
  'devices.top': 'comes with',
  'searches.top': 'searches most for',
  'feedback.satisfaction': 'satisfaction',
  'psychographic.painPoints': 'pain point',
  'psychographic.goals': 'goal',
  'psychographic.motivations': 'motivation',
  'preferences.channels': 'prefers',
  'feedback.topics': 'unhappy speak of',
};

/** What somebody has who has any of it. */
const someLabels: Readonly<Record<string, string>> = {
  'orders.count': 'has ordered',
  'orders.revenue': 'has spent anything',
  'orders.average': 'has spent anything',
  'orders.discountShare': 'bought at a discount',
  'orders.refundRate': 'had a refund',
  'visits.count': 'has visited',
};

const labelOf = (trait: string, source: CatalogueSource): string =>
  shortLabels[trait] ?? traitWordsIn(source).label(trait);

const whatOf = ({ trait, value }: ShareFigure, source: CatalogueSource): string => {
  if (typeof value === 'string') return `${labelOf(trait, source)}: ${value}`;
  const some = typeof value === 'object' ? someLabels[trait] : undefined;
  return some ?? itemWordsIn(source)(trait, value);
};

const shareRow = (figure: ShareFigure, { source, minimum, members }: Telling): CardRow => ({
  what: whatOf(figure, source),
  figure: memberWords(figure, minimum),
  range: intervalWords(figure.interval),
  others: '',
  known: knownOfWords(figure.known, members),
});

/** Without the minor unit where the amount is large: three digits are known. */
const amountWords = (amount: number, currency: string): string => {
  const major = amount / 10 ** minorDigits(currency);
  return Math.abs(major) >= 100 ? `${number(Math.round(major))} ${currency}` : moneyWords(amount, currency);
};

/** In two digits where there are decimals: more are not known. */
const plainWords = (value: number): string => quantity(value < 100 ? Number(value.toPrecision(2)) : Math.round(value));

const numberWords = ({ trait, unit }: NumberFigure, source: CatalogueSource): ((value: number) => string) => {
  const own = traitWordsIn(source).unit(trait);
  if (unit === 'daysAgo') return (value) => (value === 1 ? '1 day' : `${number(value)} days`);
  if (own === 'plain') return plainWords;
  return own === 'share' ? shareWords : (value) => amountWords(value, own.currency);
};

/** From the one to the other, with their unit once. */
const rangeWords = (low: string, high: string): string => {
  if (low === high) return low;
  const [digits = low, ...unit] = low.split(' ');
  return unit.length > 0 && high.endsWith(` ${unit.join(' ')}`) ? `${digits} to ${high}` : `${low} to ${high}`;
};

const numberRow = (figure: NumberFigure, { source, members }: Telling): CardRow => {
  const words = numberWords(figure, source);
  const [low, high] = figure.range;
  return {
    what: labelOf(figure.trait, source),
    figure: `${words(figure.median)}${figure.unit === 'daysAgo' ? ' ago' : ''}`,
    range: `${low === high ? 'at least ' : ''}half of them ${rangeWords(words(low), words(high))}`,
    others: '',
    known: knownOfWords(figure.known, members),
  };
};

/** Puts a figure of a card into words. */
export const figureRow = (figure: Figure, telling: Telling): CardRow =>
  'median' in figure ? numberRow(figure, telling) : shareRow(figure, telling);
