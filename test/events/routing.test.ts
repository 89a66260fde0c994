import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incomingEvents } from '#events/incoming-event.ts';
import { outgoingEvents } from '#events/outgoing-event.ts';
import { customerEventsPattern, fromPatron, unroutablePattern, visitorEventsPattern } from '#events/routing.ts';
import { example } from './entries.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One choice of a pattern's leaf against the values of a field, as EventBridge has it: `exists` is of leaves alone. */
const meets = (choice: unknown, values: readonly unknown[]): boolean => {
  if (!isFields(choice)) return values.includes(choice);
  if ('exists' in choice) return values.length > 0 === choice['exists'];
  const excluded = choice['anything-but'];
  if (!Array.isArray(excluded)) throw new Error(`Cannot match a pattern as known: ${JSON.stringify(choice)}`);
  return values.some((value) => !excluded.includes(value));
};

const leaves = (value: unknown): unknown[] => {
  if (value === undefined || isFields(value)) return [];
  return Array.isArray(value) ? value.flatMap(leaves) : [value];
};

const matches = (pattern: Fields, entry: unknown): boolean =>
  Object.entries(pattern).every(([key, inner]) => {
    const value = isFields(entry) ? entry[key] : undefined;
    if (isFields(inner)) return matches(inner, value);
    if (!Array.isArray(inner)) throw new TypeError(`Cannot match a pattern as known: ${JSON.stringify(pattern)}`);
    return inner.some((choice: unknown) =>
      key === '$or' ? isFields(choice) && matches(choice, entry) : meets(choice, leaves(value)),
    );
  });

const patterns = { customerEventsPattern, visitorEventsPattern, unroutablePattern, fromPatron };
const matched = (entry: unknown): string[] =>
  Object.entries(patterns).flatMap(([name, pattern]) => (matches(pattern, entry) ? [name] : []));

const id = fc.option(fc.oneof(fc.string(), fc.constant(null), fc.integer(), fc.constant({}), fc.constant([])), {
  nil: undefined,
});

describe('routing patterns', () => {
  test.each([
    ['PurchaseMade', 'customerEventsPattern'],
    ['IdentityLinked', 'customerEventsPattern'],
    ['VisitMade', 'visitorEventsPattern'],
    ['SegmentEntered', 'fromPatron'],
    ['SegmentExited', 'fromPatron'],
    ['ProfileErased', 'fromPatron'],
  ])('take the example of %s by %s alone', (type, name) => {
    expect(matched(example(type))).toEqual([name]);
  });

  test('take what is of nobody or of an unknown kind as unroutable', () => {
    expect(matched({ source: 'shop', 'detail-type': 'VisitMade', detail: { path: '/' } })).toEqual([
      'unroutablePattern',
    ]);
    expect(matched({ source: 'shop', 'detail-type': 'Nonsense', detail: { customerId: 'c' } })).toEqual([
      'unroutablePattern',
    ]);
  });

  test('take every entry that is not Patron’s exactly once, and no incoming one from Patron', () => {
    const type = fc.oneof(fc.constantFrom(...Object.keys(incomingEvents), ...Object.keys(outgoingEvents)), fc.string());
    fc.assert(
      fc.property(type, id, id, (detailType, customerId, anonymousId) => {
        const entry = { 'detail-type': detailType, detail: { path: '/', customerId, anonymousId } };
        expect(matched({ ...entry, source: 'shop' })).toHaveLength(1);
        expect(matched({ ...entry, source: 'patron' })).toEqual(
          Object.hasOwn(outgoingEvents, detailType) ? ['fromPatron'] : [],
        );
      }),
    );
  });

  test.each(Object.entries(patterns))('%s fits the 2,048 characters of a rule', (_, pattern) => {
    expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048);
  });
});
