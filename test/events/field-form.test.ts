import { describe, expect, test } from 'vitest';
import { fieldForm, fieldPaths, givenTraits, hasList, isElementField } from '#events/field-form.ts';
import { eventTypes } from '#events/incoming-event.ts';
import { example } from './entries.ts';

/** Every dotted path of a value, lists without an index. */
const pathsOf = (value: unknown, before = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((element) => pathsOf(element, before));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const path = before === '' ? key : `${before}.${key}`;
    return [path, ...pathsOf(field, path)];
  });
};

describe('fieldForm()', () => {
  test.each([
    ['PurchaseMade', 'total', 'money'],
    ['PurchaseMade', 'discount', 'money'],
    ['PurchaseMade', 'items', 'list'],
    ['PurchaseMade', 'items.unitPrice', 'money'],
    ['PurchaseMade', 'items.quantity', 'number'],
    ['PurchaseMade', 'items.category', 'text'],
    ['PurchaseMade', 'shipTo', 'object'],
    ['PurchaseMade', 'shipTo.country', 'text'],
    ['PurchaseMade', 'currency', 'text'],
    ['PurchaseMade', 'eventId', 'text'],
    ['PurchaseMade', 'customerId', 'text'],
    ['PurchaseMade', 'anonymousId', 'text'],
    ['PurchaseMade', 'occurredAt', 'instant'],
    ['PurchaseMade', 'custom', 'object'],
    ['PurchaseMade', 'custom.gift', 'any'],
    ['PurchaseMade', 'custom.gift.wrapping', 'any'],
    ['PurchaseMade', 'custom.__proto__', 'any'],
    ['PurchaseMade', 'replaces', 'text'],
    ['PurchaseMade', 'revision', 'object'],
    ['PurchaseMade', 'revision.of', 'text'],
    ['PurchaseMade', 'revision.number', 'number'],
    ['PurchaseRefunded', 'amount', 'money'],
    ['VisitMade', 'action', 'text'],
    ['VisitMade', 'campaign.source', 'text'],
    ['VisitMade', 'durationSeconds', 'number'],
    ['VisitMade', 'place.city', 'text'],
    ['FeedbackGiven', 'kind', 'text'],
    ['FeedbackGiven', 'score', 'number'],
    ['FeedbackGiven', 'scale', 'object'],
    ['FeedbackGiven', 'scale.min', 'number'],
    ['FeedbackGiven', 'text', 'text'],
    ['FeedbackGiven', 'topics', 'list'],
    ['FeedbackGiven', 'answers.How did you hear of us? e.g. a friend', 'any'],
    ['CustomerDescribed', 'via', 'text'],
    ['CustomerDescribed', 'traits.demographic', 'object'],
    ['CustomerDescribed', 'traits.demographic.income.amount', 'money'],
    ['CustomerDescribed', 'traits.demographic.children', 'number'],
    ['CustomerDescribed', 'traits.psychographic.interests', 'list'],
    ['CustomerDescribed', 'traits.custom.tier', 'any'],
    ['IdentityLinked', 'anonymousId', 'text'],
    ['ConsentChanged', 'granted', 'boolean'],
    ['EventWithdrawn', 'replaces', 'text'],
    ['ErasureRequested', 'occurredAt', 'instant'],
  ] as const)('%s: %s is %s', (type, path, form) => {
    expect(fieldForm(type, path)).toBe(form);
  });

  test.each([
    ['PurchaseMade', ''],
    ['PurchaseMade', 'amount'],
    ['PurchaseMade', 'Total'],
    ['PurchaseMade', 'total.minor'],
    ['PurchaseMade', 'revision.from'],
    ['ErasureRequested', 'replaces'],
    ['ErasureRequested', 'revision.number'],
    ['PurchaseMade', 'items.0.sku'],
    ['PurchaseMade', 'items.items'],
    ['PurchaseMade', 'items.'],
    ['PurchaseMade', '.total'],
    ['PurchaseMade', 'sku'],
    ['PurchaseMade', 'custom.'],
    ['PurchaseMade', '__proto__'],
    ['PurchaseMade', 'constructor'],
    ['PurchaseMade', 'shipTo.toString'],
    ['PurchaseMade', 'answers.x'],
    ['FeedbackGiven', 'topics.length'],
    ['ErasureRequested', 'total'],
    ['PurchaseMade', 'detail-type'],
  ] as const)('%s has no field %s', (type, path) => {
    expect(fieldForm(type, path)).toBeUndefined();
  });

  test('knows every field of every example', () => {
    for (const type of eventTypes) {
      const unknown = pathsOf(example(type).detail).filter((path) => fieldForm(type, path) === undefined);
      expect(unknown).toEqual([]);
    }
  });

  test('counts as money exactly total, discount, amount and unitPrice', () => {
    const money = eventTypes.flatMap((type) =>
      pathsOf(example(type).detail).filter((path) => fieldForm(type, path) === 'money'),
    );
    expect(new Set(money.map((path) => path.split('.').at(-1)))).toEqual(
      new Set(['total', 'discount', 'amount', 'unitPrice']),
    );
  });

  test.each([
    ['unitPrice', 'money'],
    ['sku', 'text'],
    ['total', 'money'],
    ['channel', 'text'],
    ['shipTo.city', 'text'],
    ['items.sku', 'text'],
    ['custom.gift', 'any'],
  ])('with each, %s is looked up in the element, then in the event', (path, form) => {
    expect(fieldForm('PurchaseMade', path, 'items')).toBe(form);
  });

  test('with each, an unknown field and an event without the list have none', () => {
    expect(fieldForm('PurchaseMade', 'amount', 'items')).toBeUndefined();
    expect(fieldForm('VisitMade', 'category', 'items')).toBeUndefined();
    expect(fieldForm('VisitMade', 'eventId', 'items')).toBeUndefined();
  });
});

describe('hasList()', () => {
  test('is true of purchases alone', () => {
    expect(eventTypes.filter((type) => hasList(type, 'items'))).toEqual(['PurchaseMade']);
  });
});

describe('isElementField()', () => {
  // What elements count is looked for in one place, which it can be as long as no name means two things.
  test('tells the fields of an element from those of the event around it, of which none has the same name', () => {
    const { items, ...around } = example('PurchaseMade').detail;
    const own = ['sku', 'name', 'category', 'quantity', 'unitPrice'];
    expect(new Set([...own, ...pathsOf(items)])).toEqual(new Set(own));
    expect(own.filter((path) => !isElementField('PurchaseMade', path, 'items'))).toEqual([]);
    expect(own.filter((path) => fieldForm('PurchaseMade', path) !== undefined)).toEqual([]);
    expect(pathsOf(around).filter((path) => isElementField('PurchaseMade', path, 'items'))).toEqual([]);
  });

  test('is false of an event without the list', () => {
    expect(isElementField('VisitMade', 'sku', 'items')).toBe(false);
  });
});

describe('givenTraits', () => {
  test('are those that can be described, without the shop’s own', () => {
    expect([...givenTraits.keys()].sort()).toEqual(
      [
        ...['birthDate', 'birthYear', 'gender', 'income', 'education', 'occupation', 'maritalStatus'].map(
          (name) => `demographic.${name}`,
        ),
        ...['householdSize', 'children'].map((name) => `demographic.${name}`),
        ...['country', 'region', 'city', 'postalCode', 'climate', 'density'].map((name) => `geographic.${name}`),
        ...['lifestyle', 'personality', 'values', 'interests', 'motivations'].map((name) => `psychographic.${name}`),
        ...['attitudes', 'beliefs', 'goals', 'painPoints'].map((name) => `psychographic.${name}`),
        ...['channels', 'language', 'currency'].map((name) => `preferences.${name}`),
      ].sort(),
    );
  });

  test.each([
    ['demographic.birthDate', 'text'],
    ['demographic.birthYear', 'number'],
    ['demographic.income', 'object'],
    ['psychographic.interests', 'list'],
    ['preferences.channels', 'list'],
    ['preferences.language', 'text'],
  ])('%s is %s', (path, form) => {
    expect(givenTraits.get(path)).toBe(form);
  });
});

describe('fieldPaths()', () => {
  test.each(eventTypes)(
    'lists the fields of a %s, each of which has a form, but for keys of the shop’s own',
    (type) => {
      const paths = fieldPaths(type);
      expect(paths.filter((path) => fieldForm(type, path) === undefined)).toEqual([]);
      const told = pathsOf(example(type).detail).filter((path) => !/^(?:custom|answers|traits\.custom)\./.test(path));
      expect(told.filter((path) => !paths.includes(path))).toEqual([]);
    },
  );

  test('lists the fields of an element before those of its event', () => {
    const paths = fieldPaths('PurchaseMade', 'items');
    expect(paths).toEqual(['sku', 'name', 'category', 'quantity', 'unitPrice', ...fieldPaths('PurchaseMade')]);
    expect(fieldPaths('VisitMade', 'items')).toEqual(fieldPaths('VisitMade'));
  });
});
