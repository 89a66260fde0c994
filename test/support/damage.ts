import type { Entry } from './arbitrary-events.ts';

type Damage = (entry: Entry) => string;

const inDetail =
  (fields: Readonly<Record<string, unknown>>): Damage =>
  (entry) =>
    JSON.stringify({ ...entry, detail: { ...entry.detail, ...fields } });

const around =
  (fields: Readonly<Record<string, unknown>>): Damage =>
  (entry) =>
    JSON.stringify({ ...entry, ...fields });

const far = 'x'.repeat(360 * 1024);

/**
 * Ways in which a line can be wrong, by name. Some touch a field that only one type knows: of every other type the event
 * stays a good one, with an unknown field more.
 */
export const damages: Readonly<Record<string, Damage>> = {
  'cut off': (entry) => JSON.stringify(entry).slice(0, -3),
  empty: () => '',
  'not an object': () => '"PurchaseMade"',
  'a list': (entry) => JSON.stringify([entry]),
  'null itself': () => 'null',
  'no time': around({ time: undefined }),
  'a time without offset': around({ time: '2027-02-27T00:00:00' }),
  'a time that is no day': around({ time: '2027-02-30T00:00:00Z' }),
  'an unknown type': around({ 'detail-type': 'PurchaseDreamt' }),
  'a type of every object': around({ 'detail-type': 'constructor' }),
  'no type': around({ 'detail-type': undefined }),
  'an unknown type at no time': around({ 'detail-type': 'PurchaseDreamt', time: 'soon' }),
  'no detail': around({ detail: undefined }),
  'a detail that is text': around({ detail: 'PurchaseMade' }),
  'no eventId': inDetail({ eventId: undefined }),
  'an eventId with a blank': inDetail({ eventId: 'e 1' }),
  'an eventId too long': inDetail({ eventId: 'e'.repeat(65) }),
  'no ids': inDetail({ customerId: undefined, anonymousId: undefined }),
  'a numeric customerId': inDetail({ customerId: 42 }),
  'an anonymousId that is null': inDetail({ anonymousId: null }),
  'an empty customerId': inDetail({ customerId: '' }),
  'no occurredAt': inDetail({ occurredAt: undefined }),
  'an occurredAt without offset': inDetail({ occurredAt: '2027-02-27T00:00:00.000' }),
  'an occurredAt that is a number': inDetail({ occurredAt: 1_800_000_000_000 }),
  'a custom list': inDetail({ custom: { gift: ['card'] } }),
  'a custom null': inDetail({ custom: { gift: null } }),
  'an empty custom text': inDetail({ custom: { gift: '' } }),
  'one that replaces itself': (entry) => inDetail({ replaces: entry.detail['eventId'] })(entry),
  'one that replaces an id with a blank': inDetail({ replaces: 'e 1' }),
  'one that replaces what never comes': inDetail({ replaces: 'never-comes' }),
  'a revision without number': inDetail({ revision: { of: 'fact' } }),
  'a revision of a broken number': inDetail({ revision: { of: 'fact', number: 0.5 } }),
  'a revision of a number below 0': inDetail({ revision: { of: 'fact', number: -1 } }),
  'a revision of nothing': inDetail({ revision: { of: '', number: 1 } }),
  'a revision that is null': inDetail({ revision: null }),
  'a negative total': inDetail({ total: -1 }),
  'a broken total': inDetail({ total: 19.99 }),
  'a total as text': inDetail({ total: '1999' }),
  'no currency': inDetail({ currency: undefined }),
  'a currency of two letters': inDetail({ currency: 'GB' }),
  'an empty orderId': inDetail({ orderId: '' }),
  'an item without sku': inDetail({ items: [{ quantity: 1, unitPrice: 1 }] }),
  'an item of no quantity': inDetail({ items: [{ sku: 'sku-1', quantity: 0, unitPrice: 1 }] }),
  'an item of broken price': inDetail({ items: [{ sku: 'sku-1', quantity: 1, unitPrice: 0.5 }] }),
  'items as an object': inDetail({ items: {} }),
  'a shipTo without country': inDetail({ shipTo: { city: 'Leeds' } }),
  'a refund of nothing': inDetail({ amount: 0 }),
  'an unknown action': inDetail({ action: 'dance' }),
  'a negative duration': inDetail({ durationSeconds: -0.5 }),
  'a place in text': inDetail({ place: 'Leeds' }),
  'a text too long': inDetail({ searchTerm: 'x'.repeat(257), device: 'x'.repeat(257), reason: 'x'.repeat(257) }),
  'the longest text': inDetail({ searchTerm: 'x'.repeat(256), text: 'x'.repeat(10_000) }),
  'an unknown kind': inDetail({ kind: 'shout' }),
  'a scale upside down': inDetail({ scale: { min: 5, max: 1 } }),
  'a scale without max': inDetail({ scale: { min: 1 } }),
  'a topic that is a number': inDetail({ topics: ['fit', 7] }),
  'an answer in an object': inDetail({ answers: { again: { yes: true } } }),
  'an unknown via': inDetail({ via: 'rumour' }),
  'traits in a list': inDetail({ traits: [] }),
  'empty groups': inDetail({
    traits: { demographic: {}, geographic: {}, psychographic: {}, preferences: {}, custom: {} },
  }),
  'a group that is null': inDetail({ traits: { demographic: null } }),
  'a birth date that is no day': inDetail({ traits: { demographic: { birthDate: '2023-02-29' } } }),
  'an interest outside of a list': inDetail({ traits: { psychographic: { interests: 'chess' } } }),
  'an income without currency': inDetail({ traits: { demographic: { income: { amount: 1 } } } }),
  'no traits': inDetail({ traits: undefined }),
  'a forgotten trait alone': inDetail({ traits: undefined, forget: ['demographic.gender'] }),
  'forgotten traits of the shop’s own': inDetail({ forget: ['custom.tier', 'custom.a.b'] }),
  'nothing forgotten': inDetail({ forget: [] }),
  'a forgotten trait in text': inDetail({ forget: 'demographic.gender' }),
  'a forgotten group': inDetail({ forget: ['demographic.gender', 'demographic'] }),
  'a forgotten group of the shop’s own': inDetail({ forget: ['custom.'] }),
  'a forgotten consent': inDetail({ forget: ['consent.marketing'] }),
  'a forgotten part of an income': inDetail({ forget: ['demographic.income.amount'] }),
  'a forgotten age': inDetail({ forget: ['demographic.age'] }),
  'a forgotten number': inDetail({ forget: [7] }),
  'consent in text': inDetail({ granted: 'true' }),
  'an empty purpose': inDetail({ purpose: '' }),
  'an unknown field': inDetail({ extra: { deep: [null, { a: 1 }] } }),
  'unknown fields of other types': inDetail({ items2: null, note: '' }),
  'too much of an unknown field': inDetail({ note: far }),
  'both ids': inDetail({ customerId: 'bob', anonymousId: 'v1' }),
};
