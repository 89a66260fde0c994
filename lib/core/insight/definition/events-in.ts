import { isRecord } from '#events/is-record.ts';

/** Traits that say what some events do, by the type of the events. */
const ofType: Readonly<Record<string, readonly string[]>> = {
  PurchaseMade: ['orders.count'],
  PurchaseRefunded: ['orders.refunded'],
  VisitMade: ['visits.count'],
  FeedbackGiven: ['feedback.count'],
};

/** Where the events lie in a window, their last one is asked about as well. */
const lastOfType: Readonly<Record<string, readonly string[]>> = {
  PurchaseMade: ['orders.lastAt'],
  VisitMade: ['visits.lastAt'],
};

const ofField: Readonly<Record<string, readonly string[]>> = {
  total: ['orders.revenue', 'orders.average'],
  unitPrice: ['orders.average'],
  discount: ['orders.discountShare'],
  couponCode: ['orders.discountShare'],
  amount: ['orders.refunded'],
  category: ['categories.top'],
  channel: ['channels.top'],
  device: ['devices.top'],
  searchTerm: ['searches.top'],
  topics: ['feedback.topics'],
  score: ['feedback.satisfaction'],
  sessionId: ['visits.sessions'],
};

const placeField = /^(?:shipTo|place)\.(\w+)$/;
const describedField = /^traits\.(.+)$/;

const traitsOfField = (field: string): readonly string[] => {
  const [, place] = placeField.exec(field) ?? [];
  if (place !== undefined) return [`geographic.${place}`];
  const [, described] = describedField.exec(field) ?? [];
  if (described !== undefined) return [described];
  return ofField[field.replace(/^items\./, '')] ?? [];
};

const windows = ['within', 'between', 'during', 'since', 'until'];

/** Every name and every text in a selection of events: the fields that it asks about are among them. */
const wordsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  return isRecord(value) ? Object.entries(value).flatMap(([name, part]) => [name, ...wordsIn(part)]) : [];
};

const ofSelection = (selection: Readonly<Record<string, unknown>>): readonly string[] => {
  const type = String(selection['performed']);
  const hasWindow = windows.some((name) => name in selection);
  return [
    ...(ofType[type] ?? []),
    ...(hasWindow ? (lastOfType[type] ?? []) : []),
    ...wordsIn(selection).flatMap(traitsOfField),
  ];
};

/** The traits of the contract that say much the same as the events which a condition or a computed trait asks about. */
export const traitsOfEvents = (source: unknown): readonly string[] => {
  if (Array.isArray(source)) return source.flatMap(traitsOfEvents);
  if (!isRecord(source)) return [];
  const own = 'performed' in source ? ofSelection(source) : [];
  return [...own, ...Object.values(source).flatMap(traitsOfEvents)];
};
