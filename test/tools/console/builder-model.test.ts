import { describe, expect, test } from 'vitest';
import { withDraft } from '../../../console/screens/builder/catalogue-with-draft.ts';
import { formOf, measureOf, withMeasure } from '../../../console/screens/builder/condition-form.ts';
import { durationOf, lengthOf } from '../../../console/screens/builder/duration.ts';
import {
  isObject,
  replacedAt,
  withKey,
  withRenamed,
  type JsonObject,
} from '../../../console/screens/builder/json-object.ts';
import { keyOfName } from '../../../console/screens/builder/key-of-name.ts';
import { whereOf, whereRows } from '../../../console/screens/builder/where-rows.ts';
import { windowOf, withWindow } from '../../../console/screens/builder/windows.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';

const said = (operand: unknown): unknown => {
  const length = lengthOf(operand);
  return length === undefined ? operand : durationOf(length);
};

const saidAgain = (is: JsonObject): JsonObject =>
  Object.entries(is).reduce((all, [name, operand]) => withRenamed(all, name, [name, said(operand)]), is);

const eventsAgain = (condition: JsonObject): JsonObject => {
  const measure = measureOf(condition);
  const measured = withMeasure(condition, { ...measure, is: saidAgain(measure.is) });
  const rows = whereRows(measured['where'])?.map(({ field, is }) => ({ field, is: saidAgain(is) }));
  const asked = rows === undefined ? measured : withKey(measured, 'where', whereOf(rows));
  const timed = asked['within'] === undefined ? asked : withKey(asked, 'within', said(asked['within']));
  return withWindow(timed, windowOf(timed));
};

/** A condition with every part of it read and written again, as the fields of the editor do. */
const writtenAgain = (condition: unknown): unknown => {
  const form = formOf(condition);
  const json = condition as JsonObject;
  if (form === 'all' || form === 'any') return { [form]: (json[form] as readonly unknown[]).map(writtenAgain) };
  if (form === 'not') return { not: writtenAgain(json['not']) };
  if (form === 'trait') return withKey(json, 'is', saidAgain(json['is'] as JsonObject));
  return form === 'events' ? eventsAgain(json) : condition;
};

const formsIn = (condition: unknown): readonly string[] => {
  const form = formOf(condition);
  const below = isObject(condition) ? (condition[form] ?? []) : [];
  return [form, ...(form === 'not' ? formsIn(below) : Array.isArray(below) ? below.flatMap(formsIn) : [])];
};

describe('the builder', () => {
  test.each(defaultCatalogue.segments.map(({ key, when }) => [key, when] as const))(
    'gives %s back byte for byte',
    (_key, when) => {
      expect(JSON.stringify(writtenAgain(when))).toBe(JSON.stringify(when));
    },
  );

  test('has fields for every condition of the default catalogue but the sequences', () => {
    const kept = defaultCatalogue.segments.filter(({ when }) => formsIn(when).includes('kept')).map(({ key }) => key);
    expect(kept).toEqual(['cart-abandoners', 'looked-and-did-not-buy']);
  });

  test.each([
    { trait: 'orders.count', is: { gte: 1 }, unknown: true },
    { performed: 'VisitMade', followedBy: { performed: 'PurchaseMade' }, within: 'P7D' },
    { value: { trait: 'orders.count' }, is: { gte: 1 } },
    { all: 'orders' },
    'orders',
    null,
  ])('keeps %j, which it has no fields for', (condition) => {
    expect(formOf(condition)).toBe('kept');
  });

  test('changes one part and leaves all others as they were', () => {
    const when = {
      all: [{ not: { segment: 'a' } }, { trait: 'orders.count', is: { gte: 1, lt: 5 } }],
      'x-note': 'ours',
    };
    expect(JSON.stringify(replacedAt(when, ['all', '0', 'not', 'segment'], 'b'))).toBe(
      JSON.stringify(when).replace('"a"', '"b"'),
    );
    expect(withRenamed({ gte: 1, lt: 5 }, 'gte', ['gt', 2])).toEqual({ gt: 2, lt: 5 });
    expect(Object.keys(withRenamed({ gte: 1, lt: 5 }, 'gte', ['gt', 2]))).toEqual(['gt', 'lt']);
  });

  test('counts, or puts a field together', () => {
    const counted = { performed: 'PurchaseMade', within: 'P30D', times: { gte: 3 } };
    const summed = withMeasure(counted, { name: 'sum', field: 'total', is: { gte: 500 } });
    expect(summed).toEqual({ performed: 'PurchaseMade', within: 'P30D', sum: 'total', is: { gte: 500 } });
    expect(withMeasure(summed, { name: 'count', field: undefined, is: { gte: 3 } })).toEqual(counted);
    expect(withMeasure({ performed: 'VisitMade' }, { name: 'count', field: undefined, is: { gte: 2 } })).toEqual({
      performed: 'VisitMade',
      times: { gte: 2 },
    });
  });

  test('says another window in the place of one', () => {
    const within = { performed: 'VisitMade', where: { action: { eq: 'cart' } }, within: 'P7D', times: { gte: 2 } };
    expect(withWindow(within, 'ever')).toEqual({
      performed: 'VisitMade',
      where: { action: { eq: 'cart' } },
      times: { gte: 2 },
    });
    expect(windowOf(withWindow(within, 'dates'))).toBe('dates');
  });

  test('keeps a length of several units, and nested conditions on fields, as they are written', () => {
    expect(lengthOf('P1DT12H')).toBeUndefined();
    expect(lengthOf('PT90M')).toEqual({ count: 90, unit: 'M' });
    expect(whereRows({ any: [{ kind: { eq: 'nps' } }] })).toBeUndefined();
    expect(whereRows({ items: { some: { sku: { eq: 'a' } } } })).toBeUndefined();
  });

  test('puts a draft in the place of the segment that it changes, or at the end', () => {
    const catalogue = { currency: 'GBP', segments: [{ key: 'a' }, { key: 'b' }] };
    expect(withDraft(catalogue, { from: 'a', segment: { key: 'c' } })['segments']).toEqual([
      { key: 'c' },
      { key: 'b' },
    ]);
    expect(withDraft(catalogue, { segment: { key: 'c' } })['segments']).toEqual([
      { key: 'a' },
      { key: 'b' },
      { key: 'c' },
    ]);
    expect(withDraft(catalogue, { segment: { key: 'b', name: 'B' } })['segments']).toHaveLength(2);
  });

  test.each([
    ['Big spenders!', 'big-spenders'],
    ['  Über 50 % ', 'ber-50'],
    ['x'.repeat(70), 'x'.repeat(64)],
  ])('makes of %j the key %s', (name, key) => {
    expect(keyOfName(name)).toBe(key);
  });
});
