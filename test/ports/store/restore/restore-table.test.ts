import { PutItemCommand, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { dynamoDbDeployments } from '#lib/ports/store/dynamodb/registered-deployments.ts';
import { number, type Item } from '#lib/ports/store/dynamodb/item.ts';
import { entriesOf } from '#lib/use-cases/publish/entries.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { isAnnounced } from '#test/support/table-contents.ts';
import { erasure, linking, noon, purchase, visit, type Entry } from '#test/use-cases/given.ts';
import { nameAhead, takeBack } from '#test/use-cases/taken-back.ts';
import { copyInto, lose, partitionOf, restored, rowsIn, shopOn, sortedIn, type Shop } from './shop.ts';

const isOf = (person: string) => (item: Item) => partitionOf(item) === person;

const everything = () => true;

/** A shop, and a copy of its table once it has heard what was said. */
const copied = async (...said: readonly Entry[]) => {
  const [live, copy] = [new MemoryTable(), new MemoryTable()];
  const shop = shopOn(live);
  await shop.say(...said);
  await copyInto(copy, live);
  live.inserted.splice(0);
  return { live, copy, shop };
};

const kindOf = async (shop: Shop, person: PersonKey) => (await shop.recordOf(person))?.kind;

const announcedBy = (table: MemoryTable): readonly string[] =>
  table.inserted
    .filter(isAnnounced)
    .flatMap(outboxRowsOf)
    .flatMap(entriesOf)
    .map(({ detail }) => JSON.parse(detail).changeId ?? JSON.parse(detail).receiptId);

describe('restoreTable()', () => {
  test('goes through every page', async () => {
    const visits = Array.from({ length: 300 }, (_, index) =>
      visit({ eventId: `v-${index}`, anonymousId: `guest-${index % 7}` }),
    );
    const { live, copy } = await copied(...visits);
    await lose(live, everything);
    const seen: number[] = [];
    const { tally } = await restored(copy, live, { progress: ({ rows }) => seen.push(rows) });
    expect(tally).toMatchObject({ restored: tally.rows, people: 7, present: 0 });
    expect(seen.length).toBeGreaterThan(4);
    expect(seen.at(-1)).toBe(tally.rows);
  });

  test('says what it would do, and does nothing, in a dry run', async () => {
    const { live, copy } = await copied(purchase({ customerId: 'ada' }), linking('ada', 'phone'));
    await lose(live, isOf('C#ada'));
    const before = await rowsIn(live);
    const { tally } = await restored(copy, live, { dryRun: true });
    expect(await rowsIn(live)).toEqual(before);
    expect(tally).toEqual((await restored(copy, live)).tally);
    expect(tally).toMatchObject({ restored: tally.rows - before.size, people: 1 });
  });

  test('puts back rows without the event as they were', async () => {
    const { live, copy, shop } = await copied();
    await shop.say(purchase({ customerId: 'ada' }), purchase({ customerId: 'ada', eventId: 'p-2' }));
    await takeBack(shop.deps, 'C#ada', ['p-1']);
    await nameAhead(shop.deps, 'C#ada', { eventId: 'p-3', namedBy: ['w-1', 'w-2'] });
    await copyInto(copy, live);
    const before = await rowsIn(live);
    await lose(live, (item) => sortedIn(item).startsWith('EVENT#'));
    expect((await restored(copy, live)).tally).toMatchObject({ restored: 6, people: 0 });
    expect(await rowsIn(live)).toEqual(before);
    expect(await shop.rebuildAll(false)).toEqual([]);
  });

  test('leaves out the catalogues and numbers of the copy’s deployments', async () => {
    const { live, copy } = await copied(purchase({ customerId: 'ada' }));
    await dynamoDbCatalogues(copy).keep({ deployment: 7, source: { currency: 'GBP', segments: [] } });
    await dynamoDbDeployments(copy).add({ deployment: 1, catalogue: 'hash-of-it', request: 'request-1' });
    const { tally } = await restored(copy, live);
    expect(tally).toMatchObject({ rows: tally.present, restored: 0 });
    expect(await dynamoDbCatalogues(live).latest()).toBeUndefined();
  });

  test('leaves out what is past the end of its time', async () => {
    const { live, copy } = await copied(purchase({ customerId: 'ada', total: -1 }));
    const [row] = copy.items();
    const put = (expiresAt: number) =>
      copy.client.send(
        new PutItemCommand({ TableName: copy.tableName, Item: { ...row, expiresAt: number(expiresAt) } }),
      );
    await lose(live, everything);
    await put(noon / 1000);
    expect((await restored(copy, live)).tally).toMatchObject({ rows: 1, expired: 1, restored: 0 });
    await put(noon / 1000 + 1);
    expect((await restored(copy, live)).tally).toMatchObject({ rows: 1, expired: 0, restored: 1 });
  });

  test('tells nobody again of changes that come back, unless they were decided since then', async () => {
    const { live, copy, shop } = await copied(purchase({ customerId: 'ada' }), erasure({ customerId: 'bob' }));
    await lose(live, everything);
    await restored(copy, live);
    expect(live.inserted.filter(isAnnounced)).toHaveLength(2);
    expect(announcedBy(live)).toEqual([]);
    expect([...(await rowsIn(live)).values()].filter((item) => item['restoredAt'] !== undefined)).toHaveLength(2);
    await shop.say(visit({ customerId: 'ada', eventId: 'v-1' }), visit({ customerId: 'ada', eventId: 'v-2' }));
    expect(announcedBy(live)).toEqual(['ada:3']);

    const decidedAt = noon + 1234;
    for (const [announceSince, expected] of [
      [decidedAt, ['ada:1', 'ada:2']],
      [decidedAt + 1, []],
    ] as const) {
      await lose(live, isOf('C#ada'));
      live.inserted.splice(0);
      await restored(copy, live, { announceSince });
      expect(announcedBy(live)).toEqual(expected);
    }
  });

  test('has a profile go on after the last change whose row outlived it', async () => {
    const { live, copy, shop } = await copied(visit({ customerId: 'ada' }));
    await shop.say(purchase({ customerId: 'ada', eventId: 'p-1' }));
    await lose(live, (item) => sortedIn(item) === 'PROFILE');
    live.inserted.splice(0);
    await restored(copy, live);
    expect(await shop.recordOf('C#ada')).toMatchObject({ state: { sequence: 2 } });
    await shop.say(visit({ customerId: 'ada', eventId: 'v-2' }));
    expect(announcedBy(live)).toEqual(['ada:3']);
  });

  test('has the tombstone back, and what stays beside it, but nothing that was not deleted yet', async () => {
    const { live, copy } = await copied(
      purchase({ customerId: 'ada' }),
      erasure({ customerId: 'ada' }),
      purchase({ customerId: 'ada', eventId: 'p-2' }),
    );
    const late = { pk: { S: 'C#ada' }, sk: { S: 'EVENT#late' }, format: { N: '1' }, json: { S: '{}' } };
    await copy.client.send(new PutItemCommand({ TableName: copy.tableName, Item: late }));
    await lose(live, everything);
    const { tally, findings } = await restored(copy, live);
    expect([...(await rowsIn(live)).keys()].map((id) => id.replace(/#(?:2026|message).*/, ''))).toEqual([
      'C#ada|ERASED',
      'C#ada|PROFILE',
      'C#ada|QUARANTINE',
    ]);
    expect({ tally, findings }).toMatchObject({ tally: { restored: 3, withheld: 1 }, findings: [] });
  });

  test('lets an erasure of the customer find a visitor who was put back before the row that names it', async () => {
    const events = Array.from({ length: 100 }, (_, index) => purchase({ customerId: 'ada', eventId: `p-${index}` }));
    const { live, copy, shop } = await copied(visit({ anonymousId: 'phone' }), linking('ada', 'phone'), ...events);
    await lose(live, everything);
    copy.interrupt = async ({ name, input }, proceed) => {
      const isWithinAda = name === 'scan' && JSON.stringify(input).includes('"C#ada"');
      if (isWithinAda && live.item('A#phone', 'PROFILE')?.['owner'] !== undefined) {
        await shop.say(erasure({ customerId: 'ada', eventId: 'now' }));
      }
      return proceed();
    };
    await restored(copy, live);
    expect(await shop.recordOf('A#phone')).toMatchObject({ kind: 'erased' });
    expect([...(await rowsIn(live)).keys()].map((id) => id.replace(/#2026.*/, ''))).toEqual([
      'A#phone|PROFILE',
      'C#ada|ERASED',
      'C#ada|PROFILE',
    ]);
  });

  test('puts a profile back after the rows that it is made from', async () => {
    const { live, copy } = await copied(visit({ customerId: 'ada' }), purchase({ customerId: 'ada', eventId: 'p-2' }));
    for (let index = 0; index < 30; index += 1) {
      const quiet = { pk: { S: 'C#ada' }, sk: { S: `QUIET#${index}` } };
      await copy.client.send(new PutItemCommand({ TableName: copy.tableName, Item: quiet }));
    }
    await lose(live, everything);
    live.inserted.splice(0);
    await restored(copy, live);
    expect(live.inserted.map(sortedIn).indexOf('PROFILE')).toBe(33);
  });

  test('makes a put again that meets a transaction', async () => {
    const { live, copy } = await copied(purchase({ customerId: 'ada' }));
    await lose(live, everything);
    let refusals = 3;
    live.interrupt = ({ name }, proceed) => {
      if (name !== 'put' || refusals === 0) return proceed();
      refusals -= 1;
      throw new TransactionConflictException({ $metadata: {}, message: 'a transaction is under way' });
    };
    const { tally } = await restored(copy, live);
    expect(tally).toMatchObject({ restored: tally.rows });
  });
});

describe('restoreTable() tells of', () => {
  test('an erased customer whom the table has as somebody new', async () => {
    const { live, copy, shop } = await copied(purchase({ customerId: 'ada' }), erasure({ customerId: 'ada' }));
    await lose(live, everything);
    await shop.say(purchase({ customerId: 'ada', eventId: 'p-9' }));
    expect((await restored(copy, live)).findings).toEqual([{ person: 'C#ada', verdict: 'forgotten' }]);
    expect(await kindOf(shop, 'C#ada')).toBe('profile');
  });

  test('an erased customer of whom only the announcement is left', async () => {
    const { live, copy, shop } = await copied(purchase({ customerId: 'ada' }));
    await shop.say(erasure({ customerId: 'ada' }));
    await lose(live, (item) => sortedIn(item) === 'PROFILE');
    const { tally, findings } = await restored(copy, live);
    expect(findings).toEqual([{ person: 'C#ada', verdict: 'forgotten' }]);
    expect(tally).toMatchObject({ restored: 0, withheld: tally.rows });
  });

  test('the visitors of an erased customer whose tombstones are lost', async () => {
    const said = [purchase({ customerId: 'ada' }), visit({ anonymousId: 'phone' }), linking('ada', 'phone')];
    const { live, copy, shop } = await copied(...said);
    await shop.say(erasure({ customerId: 'ada' }));
    await lose(live, isOf('A#phone'));
    const { tally, findings } = await restored(copy, live);
    expect(findings).toEqual([{ person: 'A#phone', verdict: 'forgotten' }]);
    expect(tally).toMatchObject({ restored: 0 });
    await shop.say(visit({ anonymousId: 'phone', eventId: 'v-9' }));
    expect((await restored(copy, live)).findings).toEqual([{ person: 'A#phone', verdict: 'forgotten' }]);
  });

  test('a visitor of a living customer who is a visitor again', async () => {
    const { live, copy, shop } = await copied(visit({ anonymousId: 'phone' }), linking('ada', 'phone'));
    await lose(live, isOf('A#phone'));
    await shop.say(visit({ anonymousId: 'phone', eventId: 'v-9' }));
    const { tally, findings } = await restored(copy, live);
    expect(findings).toEqual([{ person: 'A#phone', verdict: 'reborn' }]);
    expect(tally.present + tally.restored).toBe(tally.rows);
    expect((await restored(copy, live)).findings).toEqual(findings);
    await shop.say(linking('ada', 'phone', 'l-9'));
    await shop.rebuildAll(true);
    expect(await shop.rebuildAll(false)).toEqual([]);
    expect(await shop.recordOf('C#ada')).toMatchObject({ state: { profile: { visits: { count: 2 } } } });
  });

  test('a visitor who is another customer’s by now, of whom nothing comes back', async () => {
    const { live, copy, shop } = await copied(visit({ anonymousId: 'phone' }), linking('ada', 'phone'));
    // The copy's event and pointer; the pointer's place is taken.
    await lose(live, isOf('A#phone'));
    await shop.say(linking('bob', 'phone', 'l-9'));
    const { tally, findings } = await restored(copy, live);
    expect(findings).toEqual([{ person: 'A#phone', verdict: 'disputed' }]);
    expect(tally).toMatchObject({ restored: 0, withheld: 1 });
  });

  test('an erased visitor who is a customer’s by now, whose erasure would be that customer’s', async () => {
    const { live, copy, shop } = await copied(visit({ anonymousId: 'phone' }), erasure({ anonymousId: 'phone' }));
    await lose(live, everything);
    await shop.say(linking('bob', 'phone'));
    expect((await restored(copy, live)).findings).toEqual([{ person: 'A#phone', verdict: 'disputed' }]);
  });

  test('a visitor whom the erasure of its customer did not find', async () => {
    const { live, copy, shop } = await copied(visit({ anonymousId: 'phone' }), linking('ada', 'phone'));
    await lose(live, (item) => sortedIn(item).startsWith('LINK#'));
    await shop.say(erasure({ customerId: 'ada' }));
    for (const { findings } of [await restored(copy, live), await restored(copy, live)]) {
      expect(findings).toEqual([{ person: 'A#phone', verdict: 'forgotten' }]);
    }
    await shop.say(erasure({ anonymousId: 'phone', eventId: 'asked' }));
    expect(await shop.recordOf('A#phone')).toMatchObject({ kind: 'erased' });
    expect([...(await rowsIn(live)).keys()].filter((id) => /EVENT|LINK/.test(id))).toEqual([]);
    expect((await restored(copy, live)).findings).toEqual([]);
  });

  test('no visitor whom another restore has had erased meanwhile, and leaves no row that names it', async () => {
    const { live, copy, shop } = await copied(visit({ anonymousId: 'phone' }), linking('ada', 'phone'));
    const link = live.item('C#ada', 'LINK#phone');
    await lose(live, (item) => sortedIn(item).startsWith('LINK#'));
    await shop.say(erasure({ customerId: 'ada' }));
    let isOther = false;
    live.interrupt = async ({ name, input }, proceed) => {
      if (name === 'put' && !isOther && JSON.stringify(input).includes('LINK#phone')) {
        isOther = true;
        await live.client.send(new PutItemCommand({ TableName: live.tableName, Item: { ...link } }));
        await shop.say(erasure({ anonymousId: 'phone', eventId: 'asked' }));
      }
      return proceed();
    };
    await restored(copy, live);
    expect(await shop.recordOf('A#phone')).toMatchObject({ kind: 'erased' });
    expect(live.item('C#ada', 'LINK#phone')).toBeUndefined();
    expect((await restored(copy, live)).findings).toEqual([]);
  });

  test('each of them once, however many pages they fill', async () => {
    const visits = Array.from({ length: 200 }, (_, index) => visit({ eventId: `v-${index}`, anonymousId: 'phone' }));
    const { live, copy, shop } = await copied(...visits, linking('ada', 'phone'));
    await shop.say(erasure({ customerId: 'ada' }));
    await lose(live, isOf('A#phone'));
    expect((await restored(copy, live)).findings).toEqual([{ person: 'A#phone', verdict: 'forgotten' }]);
  });
});
