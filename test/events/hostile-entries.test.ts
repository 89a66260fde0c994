import { describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { deepestDetail } from '#events/fingerprint.ts';
import { example, exampleWith, nested, refusalOf } from './entries.ts';

/** The example of a visit with one more field, given as JSON. */
const visitWith = (field: string, json: string): unknown => {
  const text = JSON.stringify(example('VisitMade'));
  return JSON.parse(text.replace('"detail":{', `"detail":{${JSON.stringify(field)}:${json},`));
};

const megabyte = 'é'.repeat(2 ** 20);

describe('acceptEntry() of hostile entries', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'takes %s as one unknown field among others',
    (key) => {
      const value = '{"customerId":"mallory","polluted":true}';
      const entry = visitWith(key, value);
      const result = acceptEntry(entry);
      expect(result.ok && result.event.detail).toEqual(example('VisitMade').detail);
      expect(result.ok && Object.getPrototypeOf(result.event.detail)).toBe(Object.prototype);
      expect(result.ok && result.body).toContain(`"${key}":${value}`);
      expect({}).not.toHaveProperty('polluted');
    },
  );

  test('takes no id from __proto__', () => {
    const entry = { ...example('VisitMade') };
    delete entry.detail['anonymousId'];
    const text = JSON.stringify(entry).replace('"detail":{', '"detail":{"__proto__":{"customerId":"mallory"},');
    expect(refusalOf(JSON.parse(text)).field).toBe('customerId');
  });

  test.each(['__proto__', 'constructor'])('keeps a scalar under custom.%s, and nothing else', (key) => {
    const result = acceptEntry(visitWith('custom', `{"${key}":"tea"}`));
    const custom = result.ok ? result.event.detail.custom : undefined;
    expect(Object.entries(custom ?? {})).toEqual([[key, 'tea']]);
    expect(Object.getPrototypeOf(custom)).toBe(Object.prototype);
    const { field, value } = refusalOf(visitWith('custom', `{"${key}":{"polluted":true}}`));
    expect({ field, value }).toEqual({ field: `custom.${key}`, value: '{"polluted":true}' });
    expect(refusalOf(visitWith('custom', `{"${key}":null}`)).field).toBe(`custom.${key}`);
  });

  test('refuses a megabyte of text where 256 characters are allowed, in few words', () => {
    const refusal = refusalOf(exampleWith('VisitMade', 'path', megabyte));
    expect(refusal.field).toBe('path');
    expect(refusal.value).toHaveLength(80);
    expect(refusal.message.length).toBeLessThan(200);
  });

  test('takes a megabyte of text in an unknown field', () => {
    const result = acceptEntry(exampleWith('VisitMade', 'notes', megabyte));
    expect(result.ok && result.body.length).toBeGreaterThan(megabyte.length);
  });

  test('cuts the path of a field whose key is a megabyte', () => {
    const refusal = refusalOf(exampleWith('PurchaseMade', 'custom', { [megabyte]: null }));
    expect(refusal.field).toHaveLength(200);
    expect(refusal.message.length).toBeLessThan(400);
  });

  test.each(['"NaN"', '"5"', '1e400', '-1', '9007199254740993', '1.5'])('refuses a total of %s', (json) => {
    const text = JSON.stringify(exampleWith('PurchaseMade', 'total', 0)).replace('"total":0', `"total":${json}`);
    expect(refusalOf(JSON.parse(text)).field).toBe('total');
  });

  test('takes a thousand levels in an unknown field and refuses them in a known one', () => {
    const result = acceptEntry(exampleWith('VisitMade', 'extra', nested(1_000)));
    expect(result.ok && JSON.parse(result.body)).toHaveProperty('detail.extra');
    expect(refusalOf(exampleWith('VisitMade', 'path', nested(1_000)))).toMatchObject({ field: 'path' });
    expect(refusalOf(exampleWith('PurchaseMade', 'custom', { gift: nested(1_000) })).field).toBe('custom.gift');
  });

  test('refuses what is nested too deep to be written, from the first level too many', () => {
    expect(acceptEntry(exampleWith('VisitMade', 'extra', nested(deepestDetail - 1))).ok).toBe(true);
    for (const depth of [deepestDetail, 100_000]) {
      const refusal = refusalOf(exampleWith('VisitMade', 'extra', nested(depth)));
      expect(refusal).toMatchObject({
        reason: 'invalid',
        field: 'detail',
        rule: 'must be JSON nested at most 2000 deep',
      });
      expect(refusal.value).toHaveLength(80);
    }
  });

  test('survives 100,000 levels wherever they stand', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect(refusalOf(deep).field).toBe('entry');
    expect(refusalOf({ 'detail-type': deep }).reason).toBe('unknown-type');
    expect(refusalOf({ 'detail-type': 'VisitMade', detail: deep }).field).toBe('detail');
    expect(refusalOf({ ...example('VisitMade'), source: deep }).field).toBe('source');
    expect(refusalOf(exampleWith('FeedbackGiven', 'answers', { why: deep })).field).toBe('answers.why');
  });

  test('refuses what is no JSON value', () => {
    expect(refusalOf(exampleWith('VisitMade', 'extra', 1n)).field).toBe('detail');
  });

  test.each([
    ['items', null, 'items.0'],
    ['items', {}, 'items.0.sku'],
  ])('refuses 200,000 wrong elements of %s at the first', (path, element, field) => {
    const list = Array.from({ length: 200_000 }, () => element);
    expect(refusalOf(exampleWith('PurchaseMade', path, list)).field).toBe(field);
  });

  test('refuses 200,000 wrong words at the first', () => {
    const list = Array.from({ length: 200_000 }, () => '');
    expect(refusalOf(exampleWith('FeedbackGiven', 'topics', list)).field).toBe('topics.0');
  });

  test('takes lone surrogates in texts, refuses them in ids, and prints whole characters', () => {
    const result = acceptEntry(exampleWith('VisitMade', 'path', '/\ud83d'));
    expect(result.ok && result.event.detail).toHaveProperty('path', '/\ud83d');
    expect(result.ok && result.body.isWellFormed()).toBe(true);
    expect(refusalOf(exampleWith('VisitMade', 'anonymousId', 'v\ud83d')).value).toBe(String.raw`"v\ud83d"`);
    for (const filler of ['', 'x']) {
      const refusal = refusalOf(exampleWith('VisitMade', 'path', filler + '😀'.repeat(500)));
      expect(refusal.message.isWellFormed()).toBe(true);
    }
    expect(refusalOf(exampleWith('PurchaseMade', 'custom', { '\ud83d': null })).message.isWellFormed()).toBe(true);
  });
});
