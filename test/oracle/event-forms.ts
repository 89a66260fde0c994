import { isDate, readInstant } from './instants.ts';

/**
 * A form gives back the value with unknown fields left out, or undefined where the value does not fit. Nothing that came
 * as JSON is undefined, and `null` fits no form.
 */
type Form = (value: unknown) => unknown;
export type Fields = Record<string, unknown>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const accept =
  (fits: (value: unknown) => boolean): Form =>
  (value) =>
    fits(value) ? value : undefined;

const text = (max: number): Form =>
  accept((value) => typeof value === 'string' && value.length >= 1 && value.length <= max);
const word = text(256);
const matching = (pattern: RegExp): Form => accept((value) => typeof value === 'string' && pattern.test(value));
const oneOf = (...words: string[]): Form => accept((value) => typeof value === 'string' && words.includes(value));
const number = accept((value) => typeof value === 'number' && Number.isFinite(value));
const numberFrom = (min: number): Form => accept((value) => number(value) !== undefined && Number(value) >= min);
const numberAbove = (min: number): Form => accept((value) => number(value) !== undefined && Number(value) > min);
const integer = accept((value) => Number.isSafeInteger(value));
const integerFrom = (min: number): Form => accept((value) => Number.isSafeInteger(value) && Number(value) >= min);
const flag = accept((value) => typeof value === 'boolean');
const currency = matching(/^[A-Z]{3}$/);

const firstOf =
  (...forms: Form[]): Form =>
  (value) =>
    forms.map((form) => form(value)).find((read) => read !== undefined);

const list =
  (form: Form): Form =>
  (value) => {
    if (!Array.isArray(value)) return undefined;
    const read = value.map((element) => form(element));
    return read.includes(undefined) ? undefined : read;
  };

const record =
  (form: Form): Form =>
  (value) => {
    if (!isObject(value)) return undefined;
    const read = Object.entries(value).map(([key, element]) => [key, form(element)] as const);
    return read.some(([, element]) => element === undefined) ? undefined : Object.fromEntries(read);
  };

/** An object of named fields; a name that ends in `?` may be missing. */
const fields =
  (forms: Record<string, Form>): Form =>
  (value) => {
    if (!isObject(value)) return undefined;
    const read: Fields = {};
    for (const [name, form] of Object.entries(forms)) {
      const key = name.replace('?', '');
      const there = Object.hasOwn(value, key);
      if (!there && name.endsWith('?')) continue;
      read[key] = there ? form(value[key]) : undefined;
      if (read[key] === undefined) return undefined;
    }
    return read;
  };

const scalars = record(firstOf(word, number, flag));
const words = list(word);
const person = matching(/^[A-Za-z0-9._:@+-]{1,64}$/);

const eventId = matching(/^[A-Za-z0-9._:-]{1,64}$/);

const header = {
  eventId,
  'customerId?': person,
  'anonymousId?': person,
  occurredAt: accept((value) => readInstant(value) !== undefined),
  'custom?': scalars,
};

const corrections = {
  'replaces?': eventId,
  'revision?': fields({ of: eventId, number: integerFrom(0) }),
};

const traitForms: Record<string, Record<string, Form>> = {
  demographic: {
    'birthDate?': accept(isDate),
    'birthYear?': integer,
    'gender?': word,
    'income?': fields({ amount: integer, currency }),
    'education?': word,
    'occupation?': word,
    'maritalStatus?': word,
    'householdSize?': integerFrom(0),
    'children?': integerFrom(0),
  },
  geographic: {
    'country?': word,
    'region?': word,
    'city?': word,
    'postalCode?': word,
    'climate?': word,
    'density?': word,
  },
  psychographic: {
    'lifestyle?': words,
    'personality?': words,
    'values?': words,
    'interests?': words,
    'motivations?': words,
    'attitudes?': words,
    'beliefs?': words,
    'goals?': words,
    'painPoints?': words,
  },
  preferences: { 'channels?': words, 'language?': word, 'currency?': currency },
};

const traits = fields({
  ...Object.fromEntries(Object.entries(traitForms).map(([group, forms]) => [`${group}?`, fields(forms)])),
  'custom?': scalars,
});

/** What can be described is what can be forgotten, trait by trait. */
const traitPath = accept((value) => {
  const [group = '', ...names] = String(value).split('.');
  const name = names.join('.');
  if (typeof value !== 'string' || name === '') return false;
  return group === 'custom' || (Object.hasOwn(traitForms, group) && Object.hasOwn(traitForms[group] ?? {}, `${name}?`));
});

const someOf =
  (form: Form): Form =>
  (value) =>
    Array.isArray(value) && value.length > 0 ? list(form)(value) : undefined;

const bodies: Record<string, Record<string, Form>> = {
  PurchaseMade: {
    orderId: word,
    currency,
    total: integerFrom(0),
    'discount?': integer,
    'items?': list(
      fields({
        sku: word,
        'name?': word,
        'category?': word,
        quantity: numberAbove(0),
        unitPrice: integerFrom(0),
      }),
    ),
    'channel?': word,
    'couponCode?': word,
    'shipTo?': fields({ country: word, 'region?': word, 'city?': word, 'postalCode?': word }),
  },
  PurchaseRefunded: { orderId: word, currency, amount: integerFrom(1), 'reason?': word },
  VisitMade: {
    'action?': oneOf('page', 'product', 'search', 'cart', 'checkout'),
    'sessionId?': word,
    'path?': word,
    'sku?': word,
    'category?': word,
    'searchTerm?': word,
    'referrer?': word,
    'campaign?': fields({ 'source?': word, 'medium?': word, 'name?': word }),
    'device?': word,
    'durationSeconds?': numberFrom(0),
    'place?': fields({ 'country?': word, 'region?': word, 'city?': word }),
  },
  FeedbackGiven: {
    kind: oneOf('csat', 'nps', 'rating', 'review', 'survey', 'complaint', 'chat'),
    'score?': number,
    'scale?': fields({ min: number, max: number }),
    'text?': text(10_000),
    'topics?': words,
    'orderId?': word,
    'sku?': word,
    'answers?': record(firstOf(word, number, flag, words)),
  },
  CustomerDescribed: {
    via: oneOf('crm', 'survey', 'interview', 'social', 'sales', 'inferred'),
    'traits?': traits,
    'forget?': someOf(traitPath),
  },
  IdentityLinked: {},
  ConsentChanged: { purpose: word, granted: flag },
  EventWithdrawn: {},
  ErasureRequested: {},
};

export const isKnownType = (type: unknown): type is string => typeof type === 'string' && Object.hasOwn(bodies, type);

/** The fields that an event of this type would have where they are missing. */
const defaults = (type: string, detail: Fields): Fields => {
  if (type === 'VisitMade') return { action: 'page' };
  if (type === 'FeedbackGiven') return { scale: detail['kind'] === 'nps' ? { min: 0, max: 10 } : { min: 1, max: 5 } };
  return {};
};

/** How many of the two ids an event of this type needs. */
const idsFit = (type: string, ids: number): boolean => {
  if (type === 'IdentityLinked') return ids === 2;
  if (type === 'ErasureRequested') return ids === 1;
  return ids >= 1;
};

const scaleFits = (scale: unknown): boolean => !isObject(scale) || Number(scale['min']) < Number(scale['max']);

const describes = (type: string, read: Fields): boolean =>
  type !== 'CustomerDescribed' || Object.hasOwn(read, 'traits') || Object.hasOwn(read, 'forget');

/** An event does not replace itself, and a withdrawal names what it takes back in one way. */
const correctionsFit = (type: string, { eventId: own, replaces, revision }: Fields): boolean =>
  replaces !== own && (type !== 'EventWithdrawn' || (replaces === undefined) !== (revision === undefined));

/** The detail of an event of this type with its known fields alone and its defaults, or undefined where it does not fit. */
export const readDetail = (type: string, detail: unknown): Fields | undefined => {
  const read = fields({ ...header, ...(type !== 'ErasureRequested' && corrections), ...bodies[type] })(detail);
  if (!isObject(read) || !scaleFits(read['scale']) || !correctionsFit(type, read) || !describes(type, read))
    return undefined;
  const ids = ['customerId', 'anonymousId'].filter((id) => Object.hasOwn(read, id)).length;
  return idsFit(type, ids) ? { ...defaults(type, read), ...read } : undefined;
};
