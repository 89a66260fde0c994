import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { firstDictionary } from '#lib/ports/store/dynamodb/dictionary.ts';
import { ItemError, type Item } from '#lib/ports/store/dynamodb/item.ts';
import { itemBytes, jsonOf, withJson, writeUnits } from '#lib/ports/store/dynamodb/packing.ts';
import { itemOfPerson, personOfItem } from '#lib/ports/store/dynamodb/person-item.ts';
import { secondDictionary } from '#lib/ports/store/dynamodb/second-dictionary.ts';
import { ada, changesOf, eventOf, noon, stateWith } from '#test/ports/store/contract/store-samples.ts';

const key = { pk: { S: ada }, sk: { S: 'PROFILE' } };

const state = stateWith(
  { sequence: 2, memberships: { regulars: noon } },
  { measures: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`measure-${index}`, [[noon + index]]])) },
);

const body = JSON.stringify({ state });

const stored = (version: number, more: Item): Item => ({ ...key, version: { N: String(version) }, ...more });

const writtenWith = (kept: CustomerState) => ({
  ...personOfItem(ada, undefined),
  version: 1,
  record: { kind: 'profile' as const, state: kept },
});

describe('a stored profile', () => {
  test('of the first format is read, deflated by itself or not at all', () => {
    const plain = stored(7, { format: { N: '1' }, json: { S: body } });
    const deflated = stored(7, { format: { N: '1' }, deflated: { B: deflateRawSync(body) } });
    for (const item of [plain, deflated]) {
      expect(personOfItem(ada, item)).toMatchObject({ version: 7, record: { kind: 'profile', state }, sequence: 2 });
    }
  });

  test('of the second format is read as it was written, to the byte', () => {
    // `{"state":{"clock":1793620800000,"sequence":1,"nextReviewAt":null,"memberships":{}}}` and the first dictionary.
    const bytes = Buffer.from('wxY2lsZmRgYWBiBARDCheru2thYA', 'base64');
    const item = stored(3, { format: { N: '2' }, deflated: { B: bytes } });
    expect(personOfItem(ada, item).record).toEqual({
      kind: 'profile',
      state: { clock: 1_793_620_800_000, sequence: 1, nextReviewAt: null, memberships: {} },
    });
  });

  test('of the fourth format is read as it was written, to the byte', () => {
    // `{"state":{"clock":1793620800000,"sequence":1,"nextReviewAt":null,"memberships":{"regulars":1793620800000}}}`.
    const bytes = Buffer.from('w9Y0sTQ2MzKwMAABIlopaK0O5FoTyaDa2loA', 'base64');
    const item = stored(3, { format: { N: '4' }, deflated: { B: bytes } });
    expect(personOfItem(ada, item).record).toMatchObject({
      state: { clock: 1_793_620_800_000, memberships: { regulars: 1_793_620_800_000 } },
    });
  });

  test('of a format to come is refused by name, and not damaged', () => {
    for (const format of ['0', '5', '99']) {
      const item = stored(7, { format: { N: format }, json: { S: body } });
      const read = () => personOfItem(ada, item);
      expect(read).toThrow(ItemError);
      expect(read).toThrow(`Cannot read format of ${ada}/PROFILE as format 1 to 4: current value is {"N":"${format}"}`);
    }
  });

  test('is written in the fourth format only where it leans on the dictionary', () => {
    expect(itemOfPerson(writtenWith(stateWith({ sequence: 1 })))).toMatchObject({ format: { N: '1' }, json: {} });
    const large = itemOfPerson(writtenWith(state));
    expect(large).toMatchObject({ format: { N: '4' }, deflated: {} });
    expect(personOfItem(ada, large).record).toEqual({ kind: 'profile', state });
  });
});

describe.each([
  {
    which: 'first',
    dictionary: firstDictionary,
    length: 4026,
    hash: 'dddca1f7311fbdae109aebaac1636122d57c81791acdded15ea4fac10d2aee38',
  },
  {
    which: 'second',
    dictionary: secondDictionary,
    length: 5945,
    hash: 'ccfc4af0a1f9727f5f7459718c41b99019fa70d0c480f5ffd753687940e3ec44',
  },
])('the $which dictionary', ({ dictionary, length, hash }) => {
  test('never changes: items lean on every byte of it', () => {
    expect(dictionary.length).toBe(length);
    expect(createHash('sha256').update(dictionary).digest('hex')).toBe(hash);
  });

  test('is plain ASCII and fits the window that deflate looks back on', () => {
    expect(dictionary.toString('latin1')).toMatch(/^[\x20-\x7e]+$/);
    expect(dictionary.length).toBeLessThan(32 * 1024);
  });
});

describe('the first dictionary', () => {
  test('saves a third of a profile with changes that are still owed, beside deflate alone', () => {
    const group = { ...changesOf(ada, 1, 2), version: 1 };
    const { person: _, decidedAt, version, ...instant } = group;
    const json = JSON.stringify({
      state,
      events: [[eventOf('e-1').eventId, 'fingerprint', noon, 1]],
      changes: [{ decidedAt, instants: [instant], version }],
    });
    const packed = deflateRawSync(json, { dictionary: firstDictionary }).length;
    expect(packed).toBeLessThan(deflateRawSync(json).length - 150);
  });
});

describe('the second dictionary', () => {
  test('saves what the first one lacks of a profile', () => {
    const json = JSON.stringify({
      state: stateWith(
        { memberships: { 'active-customers': noon, 'recent-visitors': noon } },
        { measures: { GFkS9nzz: [[noon]], 'xK0ni-bL': [[noon, 8550]], Rr6pkmfJ: 2 } },
      ),
    });
    const lengths = [firstDictionary, secondDictionary].map(
      (dictionary) => deflateRawSync(json, { dictionary }).length,
    );
    expect((lengths[0] ?? 0) - (lengths[1] ?? 0)).toBeGreaterThan(25);
  });
});

describe('withJson()', () => {
  test('keeps any text as it is, at no more units than plain', () => {
    const rest = { ...key, format: { N: '1' } };
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.integer({ min: 1, max: 40 }), (json, times) => {
        const text = JSON.stringify(Array.from({ length: times }, () => json));
        const item = withJson(rest, text);
        expect(jsonOf(item)).toBe(text.toWellFormed());
        expect(writeUnits(item)).toBeLessThanOrEqual(Math.ceil(itemBytes({ ...rest, json: { S: text } }) / 1024));
      }),
    );
  });
});
