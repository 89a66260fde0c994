import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customerKey, idFieldOf, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { keyId, keyOf, type Item } from '#lib/ports/store/dynamodb/item.ts';
import type { PersonRecord } from '#lib/ports/store/customer-store.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { isAnnounced } from '#test/support/table-contents.ts';
import { described, erasure, linking, purchase, visit, type Entry } from '#test/use-cases/given.ts';
import { copyInto, lose, partitionOf, restored, rowsIn, shopOn, sortedIn } from './shop.ts';
import { runs } from '#test/support/runs.ts';

const customers = ['ada', 'bob', 'cleo'];
const visitors = ['phone', 'laptop', 'kiosk'];

const people: readonly PersonKey[] = [...customers.map(customerKey), ...visitors.map(visitorKey)];

type Said = (eventId: string) => Entry;

const by = <Id>(ids: fc.Arbitrary<Id>, entry: (id: Id, eventId: string) => Entry): fc.Arbitrary<Said> =>
  ids.map((id) => (eventId) => entry(id, eventId));

const customer = fc.constantFrom(...customers);
const visitor = fc.constantFrom(...visitors);

const britain = { geographic: { country: 'GB' } };

const saying: fc.Arbitrary<Said> = fc.oneof(
  { weight: 4, arbitrary: by(customer, (customerId, eventId) => purchase({ eventId, customerId })) },
  { weight: 4, arbitrary: by(visitor, (anonymousId, eventId) => visit({ eventId, anonymousId })) },
  { weight: 1, arbitrary: by(customer, (customerId, eventId) => described({ eventId, customerId, traits: britain })) },
  { weight: 1, arbitrary: by(customer, (customerId, eventId) => purchase({ eventId, customerId, total: -1 })) },
  { weight: 1, arbitrary: by(fc.tuple(customer, visitor), ([c, v], eventId) => linking(c, v, eventId)) },
  { weight: 1, arbitrary: by(customer, (customerId, eventId) => erasure({ eventId, customerId })) },
);

const sayings = (maxLength: number): fc.Arbitrary<readonly Said[]> => fc.array(saying, { maxLength });

const entriesOf = (said: readonly Said[], when: string): readonly Entry[] =>
  said.map((say, index) => say(`${when}-${index}`));

/** Which rows are lost: some here and there, those of a kind, or all of some people. */
const loss: fc.Arbitrary<(item: Item) => boolean> = fc.oneof(
  fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }).map((pattern) => {
    let index = 0;
    return () => pattern[(index += 1) % pattern.length] === true;
  }),
  fc
    .constantFrom('PROFILE', 'EVENT#', 'CHANGE#', 'LINK#')
    .map((kind) => (item: Item) => sortedIn(item).startsWith(kind)),
  fc.subarray(['C#ada', 'C#bob', 'A#phone', 'A#laptop']).map((who) => (item: Item) => who.includes(partitionOf(item))),
  fc.constant(() => true),
);

const isTombstone = (item: Item | undefined): boolean => item?.['erasedAt'] !== undefined;

const staysOfErased = (item: Item): boolean =>
  isTombstone(item) || sortedIn(item).startsWith('ERASED#') || item['reason']?.S === 'erased';

const erasedIn = (rows: ReadonlyMap<string, Item>): ReadonlySet<string> =>
  new Set([...rows.values()].filter(isTombstone).map(partitionOf));

/** What a profile says. A segment that was entered after the copy was made is entered once more, by the rebuild. */
const saidOf = (record: PersonRecord | undefined): unknown =>
  record?.kind === 'profile'
    ? [record.state.profile, record.state.measures, Object.keys(record.state.memberships).toSorted()]
    : record;

const keptOf = (records: readonly (PersonRecord | undefined)[]): readonly unknown[] =>
  records.map((record) => (record?.kind === 'profile' ? record.state.profile : record?.kind));

const contentOf = async (table: MemoryTable) => [...(await rowsIn(table)).values()];

/** A shop that has taken what was said, and a copy of its table as it was then. */
const shopWithCopy = async (said: Parameters<typeof entriesOf>[0]) => {
  const [live, copy] = [new MemoryTable(), new MemoryTable()];
  const shop = shopOn(live);
  await shop.say(...entriesOf(said, 'before'));
  await copyInto(copy, live);
  return { live, copy, shop };
};

describe('restoreTable()', () => {
  test('puts back all that is missing and nobody who was erased, over nothing, and once', async () => {
    await fc.assert(
      fc.asyncProperty(sayings(25), sayings(15), loss, async (first, second, isLost) => {
        const { live, copy, shop } = await shopWithCopy(first);
        await shop.say(...entriesOf(second, 'after'));
        const [point, before] = [await rowsIn(copy), await rowsIn(live)];
        // A tombstone that is younger than the copy and lost is known to nobody.
        await lose(live, (item) => isLost(item) && !(isTombstone(item) && !isTombstone(point.get(keyId(keyOf(item))))));
        const survived = await rowsIn(live);
        live.inserted.splice(0);
        const { tally, findings } = await restored(copy, live);
        const after = await rowsIn(live);

        const erased = erasedIn(before);
        for (const [id, item] of survived) expect(after.get(id)).toEqual(item);
        const missing = [...point].filter(([id, item]) => !after.has(id) && !erased.has(partitionOf(item)));
        expect(missing).toEqual([]);
        const cameBack = [...after].filter(([id]) => !survived.has(id)).map(([, item]) => item);
        expect(cameBack.filter((item) => erased.has(partitionOf(item)) && !staysOfErased(item))).toEqual([]);
        expect(erasedIn(after)).toEqual(erased);
        expect(live.inserted.filter(isAnnounced).flatMap(outboxRowsOf)).toEqual([]);
        expect(tally.rows).toBe(point.size);
        expect(tally.present + tally.restored + tally.withheld + tally.expired).toBe(point.size);
        expect(findings).toEqual([]);

        expect((await restored(copy, live)).tally).toMatchObject({ restored: 0, people: 0 });
        expect(await rowsIn(live)).toEqual(after);

        await shop.rebuildAll(true);
        // Some of them are lost with their rows, which are younger than the copy; the archive has them.
        await shop.say(...entriesOf(second, 'after'));
        await shop.rebuildAll(true);
        expect(await shop.rebuildAll(false)).toEqual([]);
      }),
      runs(60),
    );
  });

  test('has everybody as before in an empty table, once the events since then came again, erasures too', async () => {
    await fc.assert(
      fc.asyncProperty(sayings(25), sayings(15), async (first, second) => {
        const { copy, shop } = await shopWithCopy(first);
        const fresh = new MemoryTable();
        await shop.say(...entriesOf(second, 'after'));
        const { tally } = await restored(copy, fresh);
        expect(tally.restored + tally.present + tally.withheld).toBe((await rowsIn(copy)).size);
        const again = shopOn(fresh);
        await again.say(...entriesOf(second, 'after'));
        const recordsOf = (at: typeof shop) => Promise.all(people.map(at.recordOf));
        expect(keptOf(await recordsOf(again))).toEqual(keptOf(await recordsOf(shop)));
        expect(await again.rebuildAll(false)).toEqual([]);
      }),
      runs(60),
    );
  });

  test('brings every profile to where it was, once it is rebuilt, if only what the copy has was lost', async () => {
    await fc.assert(
      fc.asyncProperty(sayings(25), sayings(10), loss, async (first, second, isLost) => {
        const { live, copy, shop } = await shopWithCopy(first);
        // Later links would be lost with the visitors' own items.
        await shop.say(...entriesOf(second, 'after').filter(({ 'detail-type': type }) => type !== 'IdentityLinked'));
        const records = () => Promise.all(people.map(shop.recordOf));
        const [point, before] = [await rowsIn(copy), await records()];
        await lose(live, (item) => isLost(item) && point.has(keyId(keyOf(item))) && !isTombstone(item));
        await restored(copy, live);
        await shop.rebuildAll(true);
        expect((await records()).map(saidOf)).toEqual(before.map(saidOf));
      }),
      runs(60),
    );
  });

  test('leaves nothing of whom is erased while it is at work', async () => {
    await fc.assert(
      fc.asyncProperty(sayings(25), loss, fc.tuple(customer, fc.nat(60)), async (said, isLost, [customerId, call]) => {
        const { live, copy, shop } = await shopWithCopy(said);
        const linked = [...(await rowsIn(live)).values()].filter((item) => item['owner']?.S === `C#${customerId}`);
        await lose(live, isLost);
        let calls = 0;
        live.interrupt = async (_call, proceed) => {
          calls += 1;
          if (calls === call + 1) await shop.say(erasure({ eventId: 'now', customerId }));
          return proceed();
        };
        await restored(copy, live);
        if (calls <= call) await shop.say(erasure({ eventId: 'now', customerId }));
        // What it tells of, it asks for.
        for (const when of ['first', 'second']) {
          const { findings } = await restored(copy, live);
          await shop.say(...findings.map(({ person }) => erasure({ eventId: when, ...idFieldOf(person) })));
        }
        expect((await restored(copy, live)).findings).toEqual([]);
        expect(await shop.recordOf(customerKey(customerId))).toMatchObject({ kind: 'erased' });
        const gone = new Set([`C#${customerId}`, ...linked.map(partitionOf)]);
        const left = (await contentOf(live)).filter((item) => gone.has(partitionOf(item)) && !staysOfErased(item));
        // Of a visitor at most the pointer to its customer, by which later events are refused.
        expect(left.filter((item) => item['owner'] === undefined)).toEqual([]);
      }),
      runs(150),
    );
  });

  test('goes on beside events: once everybody is rebuilt, there is no difference', async () => {
    await fc.assert(
      fc.asyncProperty(sayings(20), sayings(5), loss, async (said, meanwhile, isLost) => {
        const { live, copy, shop } = await shopWithCopy(said);
        await lose(live, isLost);
        const rest = [...entriesOf(meanwhile, 'meanwhile')].filter(
          ({ 'detail-type': type }) => type !== 'ErasureRequested',
        );
        let calls = 0;
        live.interrupt = async (_call, proceed) => {
          calls += 1;
          const next = calls % 10 === 0 ? rest.shift() : undefined;
          if (next) await shop.say(next);
          return proceed();
        };
        await restored(copy, live);
        live.interrupt = (_call, proceed) => proceed();
        const { findings, tally } = await restored(copy, live);
        expect(tally.restored).toBe(0);
        const after = await rowsIn(live);
        // Who is linked anew to a customer whose tombstone is lost, or to another one.
        const others = findings.filter(({ verdict }) => verdict !== 'reborn').map(({ person }) => person);
        const leftOut = new Set<string>([...erasedIn(after), ...others]);
        const lost = [...(await rowsIn(copy))].filter(([id]) => !after.has(id)).map(([, item]) => item);
        expect(lost.filter((item) => !leftOut.has(partitionOf(item)))).toEqual([]);
        await shop.rebuildAll(true);
        expect(await shop.rebuildAll(false)).toEqual([]);
      }),
      runs(60),
    );
  });
});
