import type { EventType } from '#events/incoming-event.ts';
import type { Selection } from '../language/language.ts';
import { parseWhere, type WhereCondition } from '../language/where.ts';
import { whereWords } from './where-words.ts';

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
  EventWithdrawn: ['a withdrawal', 'withdrawals'],
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

/** The text that a field is asked to equal, and nothing else; undefined where it is asked something else. */
const textAsked = (part: WhereCondition, field: string): string | undefined => {
  if (part.form !== 'field' || part.field !== field || Object.keys(part.is).length !== 1) return undefined;
  return typeof part.is.eq === 'string' ? part.is.eq : undefined;
};

/** The noun of a selection, and the condition that the noun says already. */
const nounOf = (
  { performed, each }: Selection,
  parts: readonly WhereCondition[],
): readonly [Nouns, said?: WhereCondition] => {
  if (each) return [itemNouns];
  const [field, byValue] = kinds[performed] ?? ['', {}];
  const own = parts.flatMap((part): readonly (readonly [Nouns, WhereCondition])[] => {
    const value = textAsked(part, field);
    const noun = value !== undefined && Object.hasOwn(byValue, value) ? byValue[value] : undefined;
    return noun ? [[noun, part]] : [];
  });
  return own[0] ?? [nouns[performed]];
};

/** Words for the events (or elements) of a selection. */
export const eventWords = (selection: Selection, currency: string): EventWords => {
  const parts = parseWhere(selection.where);
  const [[some, many], said] = nounOf(selection, parts);
  return {
    some,
    one: some.replace(/^an? /, ''),
    many,
    narrowed: whereWords(
      parts.filter((part) => part !== said),
      { selection, currency },
    ),
  };
};
