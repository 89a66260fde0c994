import type { EventType } from '#events/incoming-event.ts';
import type { Selection, Where } from '../language/language.ts';
import { listed } from './duration-words.ts';
import { fieldSubject } from './labels.ts';
import { operatorWords } from './operator-words.ts';

/** Words for some events: `a cart visit`, `cart visit`, `cart visits`, and what narrows them: ` where device is "phone"`. */
export interface EventWords {
  readonly some: string;
  readonly one: string;
  readonly many: string;
  readonly narrowed: string;
}

type Nouns = readonly [some: string, many: string];

const nouns: Readonly<Record<EventType, Nouns>> = {
  PurchaseMade: ['a purchase', 'purchases'],
  PurchaseRefunded: ['a refund', 'refunds'],
  VisitMade: ['a visit', 'visits'],
  FeedbackGiven: ['a piece of feedback', 'pieces of feedback'],
  CustomerDescribed: ['a description', 'descriptions'],
  IdentityLinked: ['a link to a visitor', 'links to visitors'],
  ConsentChanged: ['a change of consent', 'changes of consent'],
  ErasureRequested: ['a request to be forgotten', 'requests to be forgotten'],
};

const itemNouns: Nouns = ['a purchased item', 'purchased items'];

/** Events that have a noun of their own, by the field that tells them apart. */
const kinds: Partial<Readonly<Record<EventType, readonly [field: string, Readonly<Record<string, Nouns>>]>>> = {
  VisitMade: [
    'action',
    {
      page: ['a page view', 'page views'],
      product: ['a product view', 'product views'],
      search: ['a search', 'searches'],
      cart: ['a cart visit', 'cart visits'],
      checkout: ['a checkout visit', 'checkout visits'],
    },
  ],
  FeedbackGiven: [
    'kind',
    {
      csat: ['a CSAT answer', 'CSAT answers'],
      nps: ['an NPS answer', 'NPS answers'],
      rating: ['a rating', 'ratings'],
      review: ['a review', 'reviews'],
      survey: ['a survey answer', 'survey answers'],
      complaint: ['a complaint', 'complaints'],
      chat: ['a chat', 'chats'],
    },
  ],
};

const eqAlone = (operators: Where[string] | undefined): unknown =>
  operators && Object.keys(operators).length === 1 ? operators.eq : undefined;

/** The noun of a selection, and the field that the noun says already. */
const nounOf = ({ performed, where, each }: Selection): readonly [Nouns, said?: string] => {
  if (each) return [itemNouns];
  const [field, byValue] = kinds[performed] ?? ['', {}];
  const value = eqAlone(where?.[field]);
  const own = typeof value === 'string' && Object.hasOwn(byValue, value) ? byValue[value] : undefined;
  return own ? [own, field] : [nouns[performed]];
};

/** Words for the events (or elements) of a selection. */
export const eventWords = (selection: Selection, currency: string): EventWords => {
  const [[some, many], said] = nounOf(selection);
  const tests = Object.entries(selection.where ?? {})
    .filter(([path]) => path !== said)
    .map(([path, operators]) => {
      const subject = fieldSubject(path, selection, currency);
      return `${subject.label} ${operatorWords(operators, subject, true)}`;
    });
  return {
    some,
    one: some.replace(/^an? /, ''),
    many,
    narrowed: tests.length === 0 ? '' : ` where ${listed(tests, 'and')}`,
  };
};
