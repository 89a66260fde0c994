import { describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import type { EventType } from '#events/incoming-event.ts';
import { absent, example, exampleWith, refusalOf } from './entries.ts';

/** One field: values at the edge that fit, and values at the edge that do not. */
interface Rule {
  readonly type: EventType;
  readonly path: string;
  readonly right: readonly unknown[];
  readonly wrong: readonly unknown[];
}

const long = (length: number) => 'x'.repeat(length);
const notText = ['', long(257), null, 7, true, [], {}];
const requiredText = { right: ['x', ' ', '\u0000', long(256), '\ud83d'], wrong: [...notText, absent] };
const optionalText = { right: ['x', long(256), absent], wrong: notText };
const notNumber = [null, '5', 'NaN', Number.NaN, Number.POSITIVE_INFINITY, true, [], {}];
const notInteger = [...notNumber, 0.5, 2 ** 53, -(2 ** 53)];
const wordList = {
  right: [[], ['tea'], [long(256)], absent],
  wrong: ['tea', [''], [long(257)], [null], [7], {}, null],
};
const notObject = [null, 'x', 7, true, []];
const dayTexts = [
  '2023-02-29',
  '2023-02-30',
  '1900-02-29',
  '2023-04-31',
  '2023-06-31',
  '2023-09-31',
  '2023-11-31',
  '2023-13-01',
  '2023-00-10',
  '2023-01-00',
];
const scalars = ['x', long(256), 0, -1.5, true, false];
const notScalar = ['', long(257), null, [], ['x'], {}, Number.POSITIVE_INFINITY];

const header: Rule[] = [
  {
    type: 'ConsentChanged',
    path: 'eventId',
    right: ['e', 'AZaz09._:-', long(64)],
    wrong: ['', long(65), 'a b', 'a@b', 'a+b', 'é', 'a\n', null, 7, absent],
  },
  {
    type: 'ConsentChanged',
    path: 'customerId',
    right: ['c', 'AZaz09._:@+-', long(64)],
    wrong: ['', long(65), 'a b', 'a/b', 'é', 'a\n', null, 7, absent],
  },
  {
    type: 'PurchaseMade',
    path: 'anonymousId',
    right: ['v', long(64), absent],
    wrong: ['', long(65), 'a/b', null, 7, {}],
  },
  {
    type: 'VisitMade',
    path: 'occurredAt',
    right: [
      '2026-11-02T09:12:00Z',
      '2026-11-02T09:12Z',
      '2026-11-02T09:12:00.1Z',
      '2026-11-02T09:12:00.123456789Z',
      '2026-11-02T23:59:59.999+14:00',
      '2026-11-02T00:00:00-23:59',
      '2024-02-29T00:00:00Z',
      '2000-02-29T00:00:00Z',
      '1969-12-31T23:59:59Z',
    ],
    wrong: [
      ...dayTexts.map((day) => `${day}T09:12:00Z`),
      '2026-11-02T09:12:00',
      '2026-11-02',
      '2026-11-02 09:12:00Z',
      '2026-11-02t09:12:00z',
      '2026-11-02T24:00:00Z',
      '2026-11-02T09:60:00Z',
      '2026-11-02T09:12:60Z',
      '2026-11-02T09:12:00.Z',
      '2026-11-02T09:12:00,5Z',
      '2026-11-02T09:12:00+0100',
      '2026-11-02T09:12:00+24:00',
      '2026-11-02T09:12:00+01:60',
      ' 2026-11-02T09:12:00Z',
      '2026-11-02T09:12:00Z\n',
      '20261102T091200Z',
      '+002026-11-02T09:12:00Z',
      1_793_610_720_000,
      null,
      absent,
    ],
  },
  { type: 'PurchaseMade', path: 'custom', right: [{}, { gift: true }, absent], wrong: notObject },
  { type: 'PurchaseMade', path: 'custom.gift', right: scalars, wrong: notScalar },
];

const factKeys = {
  right: ['e', 'AZaz09._:-', long(64)],
  wrong: ['', long(65), 'a b', 'a@b', 'é', 'a\n', null, 7, [], {}],
};

const corrections: Rule[] = [
  { type: 'PurchaseMade', path: 'replaces', right: [...factKeys.right, absent], wrong: factKeys.wrong },
  { type: 'PurchaseMade', path: 'revision', right: [{ of: 'o', number: 0 }, absent], wrong: [...notObject, {}] },
  { type: 'PurchaseRefunded', path: 'revision.of', right: factKeys.right, wrong: [...factKeys.wrong, absent] },
  {
    type: 'PurchaseRefunded',
    path: 'revision.number',
    right: [0, 1, 2 ** 53 - 1],
    wrong: [...notInteger, -1, absent],
  },
  { type: 'EventWithdrawn', path: 'replaces', right: factKeys.right, wrong: [...factKeys.wrong, absent] },
];

const shopping: Rule[] = [
  { type: 'PurchaseMade', path: 'orderId', ...requiredText },
  {
    type: 'PurchaseMade',
    path: 'currency',
    right: ['GBP', 'XXX'],
    wrong: ['gbp', 'GB', 'GBPP', 'GB1', 'GBP\n', '', null, 826, absent],
  },
  { type: 'PurchaseMade', path: 'total', right: [0, 1999, 2 ** 53 - 1], wrong: [...notInteger, -1, absent] },
  { type: 'PurchaseMade', path: 'discount', right: [0, 1, -1, absent], wrong: notInteger },
  { type: 'PurchaseMade', path: 'items', right: [[], absent], wrong: [null, {}, 'x', [null], [[]], ['x']] },
  { type: 'PurchaseMade', path: 'items.0.sku', ...requiredText },
  { type: 'PurchaseMade', path: 'items.1.name', ...optionalText },
  { type: 'PurchaseMade', path: 'items.1.category', ...optionalText },
  {
    type: 'PurchaseMade',
    path: 'items.1.quantity',
    right: [1, 0.25, Number.MIN_VALUE, 2 ** 60],
    wrong: [...notNumber, 0, -1, absent],
  },
  { type: 'PurchaseMade', path: 'items.0.unitPrice', right: [0, 1499], wrong: [...notInteger, -1, absent] },
  { type: 'PurchaseMade', path: 'channel', ...optionalText },
  { type: 'PurchaseMade', path: 'couponCode', ...optionalText },
  { type: 'PurchaseMade', path: 'shipTo', right: [{ country: 'GB' }, absent], wrong: [...notObject, {}] },
  { type: 'PurchaseMade', path: 'shipTo.country', ...requiredText },
  { type: 'PurchaseMade', path: 'shipTo.postalCode', ...optionalText },
  { type: 'PurchaseRefunded', path: 'orderId', ...requiredText },
  { type: 'PurchaseRefunded', path: 'currency', right: ['EUR'], wrong: ['eur', null, absent] },
  { type: 'PurchaseRefunded', path: 'amount', right: [1, 2 ** 53 - 1], wrong: [...notInteger, 0, -1, absent] },
  { type: 'PurchaseRefunded', path: 'reason', ...optionalText },
];

const visits: Rule[] = [
  {
    type: 'VisitMade',
    path: 'action',
    right: ['page', 'product', 'search', 'cart', 'checkout', absent],
    wrong: ['Page', 'click', '', null, 1],
  },
  ...['sessionId', 'path', 'sku', 'category', 'searchTerm', 'referrer', 'device'].map((path): Rule => ({
    type: 'VisitMade',
    path,
    ...optionalText,
  })),
  { type: 'VisitMade', path: 'campaign', right: [{}, absent], wrong: notObject },
  { type: 'VisitMade', path: 'campaign.source', ...optionalText },
  { type: 'VisitMade', path: 'campaign.medium', ...optionalText },
  { type: 'VisitMade', path: 'campaign.name', ...optionalText },
  { type: 'VisitMade', path: 'durationSeconds', right: [0, 0.5, 1e9, absent], wrong: [...notNumber, -0.1] },
  { type: 'VisitMade', path: 'place', right: [{}, absent], wrong: notObject },
  { type: 'VisitMade', path: 'place.country', ...optionalText },
];

const people: Rule[] = [
  {
    type: 'FeedbackGiven',
    path: 'kind',
    right: ['csat', 'nps', 'rating', 'review', 'survey', 'complaint', 'chat'],
    wrong: ['NPS', '', null, absent],
  },
  { type: 'FeedbackGiven', path: 'score', right: [0, 4.5, -3, 1000, absent], wrong: notNumber },
  {
    type: 'FeedbackGiven',
    path: 'scale',
    right: [{ min: 0, max: 0.1 }, { min: -5, max: 5 }, absent],
    wrong: [...notObject, {}, { min: 1 }, { min: 1, max: 1 }, { min: 5, max: 1 }, { min: '1', max: 5 }],
  },
  { type: 'FeedbackGiven', path: 'text', right: ['x', long(10_000), absent], wrong: ['', long(10_001), null, 7] },
  { type: 'FeedbackGiven', path: 'topics', ...wordList },
  { type: 'FeedbackGiven', path: 'orderId', ...optionalText },
  { type: 'FeedbackGiven', path: 'answers', right: [{}, absent], wrong: notObject },
  {
    type: 'FeedbackGiven',
    path: 'answers.daysWaited',
    right: [...scalars, [], ['x', long(256)]],
    wrong: ['', long(257), null, {}, [''], [7], [['x']]],
  },
  { type: 'CustomerDescribed', path: 'via', right: ['crm', 'inferred'], wrong: ['CRM', '', null, absent] },
  { type: 'CustomerDescribed', path: 'traits', right: [{}, absent], wrong: notObject },
  {
    type: 'CustomerDescribed',
    path: 'forget',
    right: [['demographic.gender'], ['geographic.city', 'custom.tier', 'custom.a.b', 'custom. '], absent],
    wrong: [[], 'demographic.gender', null, {}, 7],
  },
  {
    type: 'CustomerDescribed',
    path: 'forget.0',
    right: ['demographic.income', 'psychographic.painPoints', 'preferences.currency', 'custom.__proto__'],
    wrong: [
      'demographic',
      'custom',
      'custom.',
      'consent.marketing',
      'demographic.age',
      'demographic.income.amount',
      'orders.count',
      'traits.demographic.gender',
      'demographic.constructor',
      '__proto__',
      '',
      null,
      7,
      {},
    ],
  },
  ...['demographic', 'geographic', 'psychographic', 'preferences', 'custom'].map((name): Rule => ({
    type: 'CustomerDescribed',
    path: `traits.${name}`,
    right: [{}, absent],
    wrong: notObject,
  })),
  {
    type: 'CustomerDescribed',
    path: 'traits.demographic.birthDate',
    right: ['1984-02-29', '2000-02-29', '1900-12-31', '2023-01-31', '2023-04-30', absent],
    wrong: [...dayTexts, '1984-2-29', '19840229', '1984-02-29T00:00:00Z', '29.02.1984', '', null, 1984],
  },
  ...['birthYear', 'householdSize', 'children'].map((name): Rule => ({
    type: 'CustomerDescribed',
    path: `traits.demographic.${name}`,
    right: [0, 1984, absent],
    wrong: [...notInteger, -1],
  })),
  {
    type: 'CustomerDescribed',
    path: 'traits.demographic.income',
    right: [{ amount: 1, currency: 'GBP' }, { amount: -1, currency: 'GBP' }, absent],
    wrong: [...notObject, {}, { amount: 1 }, { currency: 'GBP' }, { amount: 0.5, currency: 'GBP' }],
  },
  ...[
    'demographic.gender',
    'demographic.occupation',
    'geographic.city',
    'geographic.density',
    'preferences.language',
  ].map((name): Rule => ({ type: 'CustomerDescribed', path: `traits.${name}`, ...optionalText })),
  ...[
    ...[
      'lifestyle',
      'personality',
      'values',
      'interests',
      'motivations',
      'attitudes',
      'beliefs',
      'goals',
      'painPoints',
    ].map((name) => `psychographic.${name}`),
    'preferences.channels',
  ].map((name): Rule => ({ type: 'CustomerDescribed', path: `traits.${name}`, ...wordList })),
  { type: 'CustomerDescribed', path: 'traits.preferences.currency', right: ['GBP', absent], wrong: ['pound', null] },
  { type: 'CustomerDescribed', path: 'traits.custom.loyaltyTier', right: scalars, wrong: notScalar },
  { type: 'IdentityLinked', path: 'customerId', right: ['c'], wrong: ['', null, absent] },
  { type: 'IdentityLinked', path: 'anonymousId', right: ['v'], wrong: ['', null, absent] },
  { type: 'ConsentChanged', path: 'purpose', ...requiredText },
  { type: 'ConsentChanged', path: 'granted', right: [true, false], wrong: ['true', 1, 0, null, absent] },
  { type: 'ErasureRequested', path: 'customerId', right: ['c'], wrong: ['', null, absent] },
];

describe('acceptEntry()', () => {
  test.each([...header, ...corrections, ...shopping, ...visits, ...people])(
    '$type: $path',
    ({ type, path, right, wrong }) => {
      for (const value of right) {
        const result = acceptEntry(exampleWith(type, path, value));
        expect(result.ok || result.refusal.message).toBe(true);
      }
      for (const value of wrong) {
        const { reason, field } = refusalOf(exampleWith(type, path, value));
        expect({ reason, field, value }).toMatchObject({ reason: 'invalid', value });
        expect(`${field}.`.startsWith(`${path}.`)).toBe(true);
      }
    },
  );

  test('refuses an entry of nobody, and an erasure of two', () => {
    const nobody = exampleWith('VisitMade', 'anonymousId', absent);
    expect(refusalOf(nobody)).toMatchObject({ field: 'customerId', value: 'absent' });
    const two = exampleWith('ErasureRequested', 'anonymousId', 'visitor-7f3a');
    expect(refusalOf(two)).toMatchObject({ field: 'anonymousId', value: '"visitor-7f3a"' });
  });

  test.each(['VisitMade', 'CustomerDescribed', 'IdentityLinked', 'EventWithdrawn'] as const)(
    'refuses a %s that replaces itself',
    (type) => {
      const { eventId } = example(type).detail;
      expect(refusalOf(exampleWith(type, 'replaces', eventId))).toMatchObject({
        reason: 'invalid',
        field: 'replaces',
        rule: 'must be the eventId of another event',
        value: JSON.stringify(eventId),
      });
    },
  );

  test('takes both corrections of one event, but of a withdrawal exactly one', () => {
    const both = exampleWith('PurchaseRefunded', 'replaces', 'e-1');
    expect(acceptEntry(both)).toMatchObject({ ok: true, event: { detail: both.detail } });
    const rule = 'must be given where there is no revision, and only there';
    const neither = refusalOf(exampleWith('EventWithdrawn', 'replaces', absent));
    expect(neither).toMatchObject({ reason: 'invalid', field: 'replaces', rule, value: 'absent' });
    const withdrawal = exampleWith('EventWithdrawn', 'revision', { of: 'order-1', number: 2 });
    expect(refusalOf(withdrawal)).toMatchObject({ field: 'replaces', rule, value: '"order-10043"' });
    delete withdrawal.detail['replaces'];
    expect(acceptEntry(withdrawal)).toMatchObject({ ok: true, event: { detail: withdrawal.detail } });
  });

  test('says how large the number of a telling may be, where one in nanoseconds is larger', () => {
    const revision = { of: 'order-1', number: 2 ** 53 };
    expect(refusalOf(exampleWith('PurchaseMade', 'revision', revision))).toMatchObject({
      field: 'revision.number',
      rule: 'must be an integer from 0 to 9007199254740991',
      value: '9007199254740992',
    });
  });

  test('needs traits where nothing is forgotten', () => {
    const entry = exampleWith('CustomerDescribed', 'forget', absent);
    expect(acceptEntry(entry).ok).toBe(true);
    delete entry.detail['traits'];
    expect(refusalOf(entry)).toMatchObject({
      reason: 'invalid',
      field: 'traits',
      rule: 'must be an object where there is no forget',
      value: 'absent',
    });
  });

  test.each([
    ['demographic.gendr', 'demographic.gender'],
    ['demographic.income.amount', 'demographic.income'],
    ['consent.marketing', undefined],
  ])('names the trait that was most likely meant by %s', (path, meant) => {
    const { field, rule, value } = refusalOf(exampleWith('CustomerDescribed', 'forget', ['custom.tier', path]));
    const hint = meant === undefined ? '' : ` (did you mean \`${meant}\`?)`;
    expect({ field, rule, value }).toEqual({
      field: 'forget.1',
      rule: `must be the path of a trait that can be given, such as demographic.gender or custom.NAME${hint}`,
      value: JSON.stringify(path),
    });
  });

  test('ignores both in an erasure, whatever their form', () => {
    for (const value of [null, 7, '', {}, { of: 'o', number: 1 }, example('ErasureRequested').detail['eventId']]) {
      for (const field of ['replaces', 'revision']) {
        const entry = exampleWith('ErasureRequested', field, value);
        const accepted = acceptEntry(entry);
        expect(accepted.ok && accepted.event.detail).toEqual(example('ErasureRequested').detail);
        expect(accepted.ok && JSON.parse(accepted.body)).toMatchObject({ detail: entry.detail });
      }
    }
  });

  test('takes an erasure of a visitor', () => {
    const entry = exampleWith('ErasureRequested', 'customerId', absent);
    entry.detail['anonymousId'] = 'visitor-7f3a';
    expect(acceptEntry(entry).ok).toBe(true);
  });

  test('holds a text of a given length by its UTF-16 code units', () => {
    expect(acceptEntry(exampleWith('ConsentChanged', 'purpose', '😀'.repeat(128))).ok).toBe(true);
    expect(refusalOf(exampleWith('ConsentChanged', 'purpose', `${'😀'.repeat(128)}!`)).field).toBe('purpose');
  });

  test('reads every instant that it takes', () => {
    const instant = header.find(({ path }) => path === 'occurredAt');
    expect(instant?.right.filter((value) => Number.isNaN(Date.parse(String(value))))).toEqual([]);
  });
});
