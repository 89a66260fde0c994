import { describe, expect, test } from 'vitest';
import {
  changeItem,
  changeKey,
  erasureItem,
  fittingGroups,
  outboxRowsOf,
} from '#lib/ports/store/dynamodb/change-rows.ts';
import { shardOf } from '#lib/ports/store/dynamodb/due-index.ts';
import { eventItem, eventOf as readEvent } from '#lib/ports/store/dynamodb/event-rows.ts';
import { itemBytes, jsonOf, withJson, writeUnits } from '#lib/ports/store/dynamodb/packing.ts';
import { changeGroups } from '#lib/ports/store/dynamodb/unsettled.ts';
import { ada, announcementOf, changesOf, eventOf, quietOf } from '#test/ports/store/contract/store-samples.ts';

const rest = { pk: { S: 'C#ada' }, sk: { S: 'EVENT#e-1' }, format: { N: '1' } };

const jsonItem = (length: number) => ({ json: { S: 'a'.repeat(length) } });

describe('withJson()', () => {
  const noise = Array.from({ length: 3000 }, (_, index) =>
    String.fromCodePoint(0x4e00 + ((index * index * 7919) % 20_011)),
  ).join('');

  test.each([
    ['a small text', 'a'.repeat(900), 'json'],
    ['a text that deflated saves a unit', 'a'.repeat(1100), 'deflated'],
    ['a text that does not shrink', JSON.stringify(noise.slice(0, 600)), 'json'],
    ['a large text that shrinks a little', JSON.stringify(noise), 'deflated'],
  ])('keeps %s as it costs least', (_what, json, attribute) => {
    const item = withJson(rest, json);
    expect(Object.keys(item)).toEqual(['pk', 'sk', 'format', attribute]);
    expect(item['format']).toEqual({ N: attribute === 'json' ? '1' : '4' });
    expect(writeUnits(item)).toBeLessThanOrEqual(writeUnits({ ...rest, json: { S: json } }));
    expect(jsonOf(item)).toBe(json);
  });

  test('a byte beyond a unit is another unit', () => {
    expect(itemBytes(jsonItem(1020))).toBe(1024);
    expect([writeUnits(jsonItem(1020)), writeUnits(jsonItem(1021))]).toEqual([1, 2]);
  });
});

describe('outboxRowsOf()', () => {
  const rows = Array.from({ length: 30 }, (_, index) => changesOf(ada, index * 3 + 1, 3));

  test('reads bytes as a stream trigger gives them, in base64', () => {
    const [group] = changeGroups(rows);
    if (group === undefined) throw new Error('Cannot group rows: there is no group');
    const item = changeItem({ ...group, version: 1 });
    const bytes = item['deflated']?.B ?? new Uint8Array();
    const image = JSON.parse(JSON.stringify({ ...item, deflated: { B: Buffer.from(bytes).toString('base64') } }));
    expect(bytes.length).toBeGreaterThan(0);
    const [first, ...later] = rows.map((row, place) => ({ ...row, version: 1, index: place * 3 }));
    expect(outboxRowsOf(image)).toEqual([{ ...first, index: undefined }, ...later]);
  });

  test('reads an announcement', () => {
    expect(outboxRowsOf(erasureItem(announcementOf(ada)))).toEqual([announcementOf(ada)]);
  });

  test('refuses any other row by name', () => {
    expect(() => outboxRowsOf(eventItem(eventOf('e-1')))).toThrow('Cannot read C#ada/EVENT#e-1 as a row of the outbox');
  });
});

describe('fittingGroups()', () => {
  test('splits what does not fit one row, first by instants, then within one, losing none', () => {
    const [group] = changeGroups([changesOf(ada, 1, 3000), changesOf(ada, 3001, 3)]);
    const parts = group === undefined ? [] : fittingGroups(group);
    const sequences = parts.flatMap(({ instants }) =>
      instants.flatMap(({ changes }) => changes.map((one) => one.sequence)),
    );
    expect(sequences).toEqual(Array.from({ length: 3003 }, (_, index) => index + 1));
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(JSON.stringify(part.instants).length).toBeLessThan(300_000);
  });
});

describe('eventOf()', () => {
  test('reads what eventItem() wrote, colons and all', () => {
    const event = eventOf('a:b.c_d-E', { person: 'A#x@y+z:1' });
    expect(readEvent(eventItem(event))).toEqual(event);
  });
});

describe('shardOf()', () => {
  test('spreads people over all sixteen shards', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 16_000; index += 1) {
      const shard = shardOf(`C#customer-${index}`);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect(counts.size).toBe(16);
    expect(Math.max(...counts.values())).toBeLessThan(1300);
  });
});

describe('changeKey()', () => {
  test('tells quiet changes of two commits of one instant apart', () => {
    const [group] = changeGroups([quietOf(ada, 1)]);
    if (!group) throw new Error('Cannot make a key: current number of groups is 0');
    const keys = [1, 2].map((version) => changeKey({ ...group, version }).sort);
    expect(new Set(keys).size).toBe(2);
  });
});
