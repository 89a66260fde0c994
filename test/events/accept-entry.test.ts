import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptEntry, refuse } from '#events/accept-entry.ts';
import { eventTypes } from '#events/incoming-event.ts';
import { absent, example, exampleWith, refusalOf } from './entries.ts';

describe('acceptEntry()', () => {
  test('says in one sentence what was refused: the field, the rule, the value', () => {
    expect(refusalOf(exampleWith('PurchaseMade', 'total', -5))).toEqual({
      reason: 'invalid',
      field: 'total',
      rule: 'must be an integer of at least 0',
      value: '-5',
      message: 'Cannot accept PurchaseMade as an event: total must be an integer of at least 0, current value is -5',
    });
  });

  test.each([
    ['items.1.unitPrice', '11.5', 11.5],
    ['items.0.quantity', 'absent', absent],
    ['custom.gift', 'null', null],
    ['shipTo', '["GB"]', ['GB']],
    ['items', '{"sku":{"a":{"b":{…}}}}', { sku: { a: { b: { c: 1 } } } }],
  ])('names %s by its dotted path with the value seen', (field, value, set) => {
    expect(refusalOf(exampleWith('PurchaseMade', field, set))).toMatchObject({ field, value });
  });

  test('names the end of a scale that is upside down', () => {
    const refusal = refusalOf(exampleWith('FeedbackGiven', 'scale', { min: 5, max: 1 }));
    expect(refusal).toMatchObject({ field: 'scale.min', rule: 'must be below scale.max', value: '5' });
  });

  test('names the first field of several that do not fit', () => {
    const entry = exampleWith('PurchaseMade', 'total', 'much');
    entry.detail['items'] = [{}, null];
    entry.detail['eventId'] = '';
    expect(refusalOf(entry).field).toBe('eventId');
    entry.detail['eventId'] = 'e-1';
    expect(refusalOf(entry).field).toBe('total');
    entry.detail['total'] = 1;
    expect(refusalOf(entry).field).toBe('items.0.sku');
  });

  test.each([[null], [undefined], ['text'], [7], [true], [[example('VisitMade')]]])(
    'refuses %j as invalid',
    (entry) => {
      expect(refusalOf(entry)).toMatchObject({ reason: 'invalid', field: 'entry', rule: 'must be an object' });
    },
  );

  test.each([
    [undefined],
    [null],
    [7],
    [''],
    ['visitMade'],
    ['SegmentEntered'],
    ['__proto__'],
    ['constructor'],
    [['VisitMade']],
  ])('refuses the detail-type %j as unknown, whatever the detail', (type) => {
    expect(refusalOf({ 'detail-type': type, source: 'shop', detail: example('VisitMade').detail })).toMatchObject({
      reason: 'unknown-type',
      field: 'detail-type',
    });
    expect(refusalOf({ 'detail-type': type }).reason).toBe('unknown-type');
  });

  test.each([[undefined], [null], ['{}'], [[]], [7]])('refuses the detail %j as invalid', (detail) => {
    expect(refusalOf({ 'detail-type': 'VisitMade', source: 'shop', detail })).toMatchObject({
      reason: 'invalid',
      field: 'detail',
      rule: 'must be an object',
    });
  });

  test('takes an entry without a source, but not one whose source is no text', () => {
    const { source, ...entry } = example('VisitMade');
    const result = acceptEntry(entry);
    expect(result.ok && JSON.parse(result.body)).toEqual({ 'detail-type': 'VisitMade', detail: entry.detail });
    expect(refusalOf({ ...entry, source: [source] }).field).toBe('source');
  });

  test.each(eventTypes)('ignores unknown fields of %s at every depth, and keeps them in the body', (type) => {
    const withExtras = (value: unknown, depth: number): unknown => {
      if (Array.isArray(value)) return value.map((element) => withExtras(element, depth));
      if (typeof value !== 'object' || value === null) return value;
      const inner = Object.entries(value).map(([key, field]) => [
        key,
        key === 'custom' || key === 'answers' ? field : withExtras(field, depth + 1),
      ]);
      return { ...Object.fromEntries(inner), extra: null, more: { deep: [depth] } };
    };
    const plain = example(type);
    const entry = { ...plain, detail: withExtras(plain.detail, 0), version: '0' };
    const result = acceptEntry(entry);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.event.detail).toEqual(plain.detail);
    expect(result.ok && JSON.parse(result.body)).toEqual({
      'detail-type': type,
      source: plain.source,
      detail: entry.detail,
    });
  });

  test('fills in the action of a visit', () => {
    const result = acceptEntry(exampleWith('VisitMade', 'action', absent));
    expect(result).toMatchObject({ ok: true, event: { detail: { action: 'page' } } });
    expect(result.ok && result.body).not.toContain('"action"');
  });

  test.each([
    ['nps', { min: 0, max: 10 }],
    ['rating', { min: 1, max: 5 }],
    ['chat', { min: 1, max: 5 }],
  ])('fills in the scale of feedback of kind %s, but keeps a given one', (kind, scale) => {
    const entry = exampleWith('FeedbackGiven', 'kind', kind);
    entry.detail['scale'] = { min: -2, max: 2 };
    expect(acceptEntry(entry)).toMatchObject({ event: { detail: { kind, scale: { min: -2, max: 2 } } } });
    delete entry.detail['scale'];
    const result = acceptEntry(entry);
    expect(result).toMatchObject({ event: { detail: { kind, scale } } });
    expect(result.ok && result.body).not.toContain('"scale"');
  });

  test('never throws, whatever the entry, detail or field', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const entry = example('VisitMade');
        expect(refusalOf(value).message).toMatch(/^Cannot accept an entry as an event: /);
        expect(refusalOf({ ...entry, source: value, detail: value }).reason).toBe('invalid');
        for (const field of ['extra', ...Object.keys(entry.detail)])
          expect(acceptEntry(exampleWith('VisitMade', field, value))).toHaveProperty('ok');
      }),
    );
  });
});

describe('refuse()', () => {
  test('words what only a use case can know', () => {
    const fault = {
      field: 'occurredAt',
      rule: 'must be at most 5 minutes after its arrival',
      value: '2030-01-01T00:00:00Z',
    };
    expect(refuse('future', 'VisitMade', fault)).toEqual({
      reason: 'future',
      field: 'occurredAt',
      rule: 'must be at most 5 minutes after its arrival',
      value: '"2030-01-01T00:00:00Z"',
      message:
        'Cannot accept VisitMade as an event: occurredAt must be at most 5 minutes after its arrival, current value is "2030-01-01T00:00:00Z"',
    });
  });
});
