import type { Show } from '../../../show/use-show.ts';
import { events as words } from '../../../words/en.ts';
import type { EventItem } from './timeline-item.ts';

/** An event in a sentence, with what else is worth knowing at once. */
export interface Sentence {
  readonly says: string;
  readonly note?: string | undefined;
}

type Detail = Readonly<Record<string, unknown>>;

const textIn = (detail: Detail, field: string): string | undefined => {
  const value = detail[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const numberIn = (detail: Detail, field: string): number | undefined => {
  const value = detail[field];
  return typeof value === 'number' ? value : undefined;
};

const isRecord = (value: unknown): value is Detail =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordsIn = (detail: Detail, field: string): readonly Detail[] => {
  const value = detail[field];
  return Array.isArray(value) ? value.filter(isRecord) : [];
};

const textsIn = (detail: Detail, field: string): readonly string[] => {
  const value = detail[field];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
};

const moneyIn = (detail: Detail, field: string, show: Show): string =>
  show.money(numberIn(detail, field) ?? 0, textIn(detail, 'currency'));

const joined = (...parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ') || undefined;

const purchase = (detail: Detail, show: Show): Sentence => {
  const items = recordsIn(detail, 'items');
  const count = items.reduce((sum, item) => sum + (numberIn(item, 'quantity') ?? 1), 0);
  const named = items.map((item) => textIn(item, 'name') ?? textIn(item, 'sku')).join(', ');
  const what = items.length === 0 ? words.something : words.items(count, show.number(count));
  return {
    says: words.bought(what, moneyIn(detail, 'total', show)),
    note: joined(named, textIn(detail, 'channel'), textIn(detail, 'couponCode')),
  };
};

const product = (detail: Detail): string => {
  const sku = textIn(detail, 'sku') ?? words.aProduct;
  const category = textIn(detail, 'category');
  return words.product(category === undefined ? sku : words.productOf(sku, category));
};

const search = (detail: Detail): string => {
  const term = textIn(detail, 'searchTerm');
  return term === undefined ? words.search : words.searched(term);
};

const visits: Readonly<Record<string, (detail: Detail) => string>> = {
  product,
  search,
  cart: () => words.cart,
  checkout: () => words.checkout,
};

const visit = (detail: Detail): Sentence => {
  const says = visits[textIn(detail, 'action') ?? 'page'];
  return {
    says: says?.(detail) ?? words.page(textIn(detail, 'path') ?? words.aPage),
    note: textIn(detail, 'device'),
  };
};

const mostOf = (detail: Detail): number => {
  const { scale } = detail;
  const told = isRecord(scale) ? numberIn(scale, 'max') : undefined;
  return told ?? (detail['kind'] === 'nps' ? 10 : 5);
};

const feedback = (detail: Detail, show: Show): Sentence => {
  const kind = textIn(detail, 'kind') ?? '';
  const what = words.feedback[kind] ?? kind;
  const score = numberIn(detail, 'score');
  const text = textIn(detail, 'text');
  const { topics } = detail;
  return {
    says: score === undefined ? what : words.scored(what, show.number(score), show.number(mostOf(detail))),
    note: joined(text && words.quoted(text), Array.isArray(topics) ? words.about(topics.join(', ')) : undefined),
  };
};

const description = (detail: Detail, show: Show): Sentence => {
  const groups = isRecord(detail['traits']) ? Object.values(detail['traits']).filter(isRecord) : [];
  const names = groups.flatMap((group) => Object.keys(group));
  const forgotten = textsIn(detail, 'forget');
  const given = words.described(names.length, show.number(names.length));
  const gone = words.forgotten(forgotten.length, show.number(forgotten.length));
  return {
    says: joined(names.length > 0 || forgotten.length === 0 ? given : '', forgotten.length > 0 ? gone : '') ?? given,
    note: joined(names.join(', '), forgotten.join(', ')),
  };
};

const consent = (detail: Detail): Sentence => {
  const purpose = textIn(detail, 'purpose') ?? '';
  return { says: detail['granted'] === true ? words.agreed(purpose) : words.refused(purpose) };
};

const withdrawal = (detail: Detail): Sentence => {
  const { revision } = detail;
  const fact = isRecord(revision) ? textIn(revision, 'of') : undefined;
  return { says: words.withdrawn(textIn(detail, 'replaces') ?? fact ?? words.something) };
};

const sentences: Readonly<Record<string, (detail: Detail, show: Show) => Sentence>> = {
  PurchaseMade: purchase,
  PurchaseRefunded: (detail, show) => ({
    says: words.refunded(moneyIn(detail, 'amount', show)),
    note: textIn(detail, 'reason'),
  }),
  VisitMade: visit,
  FeedbackGiven: feedback,
  CustomerDescribed: description,
  IdentityLinked: (detail) => ({ says: words.linked(`~${textIn(detail, 'anonymousId') ?? ''}`) }),
  ConsentChanged: consent,
  EventWithdrawn: withdrawal,
  ErasureRequested: () => ({ says: words.forget }),
};

/** What an event says; of a type that is not known here, its name. */
export const eventSentence = ({ type, detail, replaced }: EventItem, show: Show): Sentence => {
  if (replaced) return { says: words.replaced(type) };
  return sentences[type]?.(detail ?? {}, show) ?? { says: type };
};
