import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { rebuildPerson, type RebuildDeps } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { newFolder } from '#test/support/folder.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import {
  catalogueJson,
  dayMs,
  embedded,
  erasure,
  linking,
  messageOf,
  noon,
  purchase,
  visit,
  type Entry,
} from '#test/use-cases/given.ts';

const ada = 'C#ada';

const depsOf = (store: CustomerStore): RebuildDeps => ({
  store,
  catalogue: compile(catalogueJson),
  now: () => noon + 60 * dayMs,
  until: noon,
  ...noPauses,
});

const check = (store: CustomerStore) => rebuildPerson(depsOf(store), ada, { repair: false });
const repair = (store: CustomerStore) => rebuildPerson(depsOf(store), ada, { repair: true });

const take = (store: CustomerStore, entries: readonly Entry[], at = noon) =>
  receiveEvents(
    embedded({ store }).deps,
    entries.map((entry) => messageOf(entry, at)),
  );

const day = (days: number): string => new Date(noon - days * dayMs).toISOString();

const lives = [
  purchase({ customerId: 'ada', occurredAt: day(20) }),
  purchase({ customerId: 'ada', eventId: 'p-2', occurredAt: day(10), total: 500 }),
  visit({ anonymousId: 'phone' }),
  linking('ada', 'phone'),
  visit({ customerId: 'ada', eventId: 'v-2' }),
];

const stateOf = async (store: CustomerStore): Promise<CustomerState> => {
  const { record } = await store.load(ada, []);
  if (record?.kind !== 'profile') throw new Error('ada has no profile');
  return record.state;
};

/** What ada would be, had only some of the events come. */
const otherwise = async (entries: readonly Entry[]): Promise<CustomerState> => {
  const { store } = embedded();
  await take(store, entries);
  return stateOf(store);
};

const plant = async (store: CustomerStore, parts: Partial<CustomerState>): Promise<void> => {
  const loaded = await store.load(ada, []);
  const state = { ...(await stateOf(store)), ...parts };
  expect(await store.save({ loaded, state, events: [], changes: [] })).toBe('saved');
};

/** The store with some methods in place of its own. */
const replaced = (store: CustomerStore, methods: Partial<CustomerStore>): CustomerStore =>
  new Proxy(store, {
    get: (target, name) => {
      if (Object.hasOwn(methods, name)) return methods[name as keyof CustomerStore];
      const own: unknown = Reflect.get(target, name);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });

const stores = [
  ['the embedded store', () => openEmbeddedStore()],
  [
    'a table',
    () => {
      const { client, tableName } = new MemoryTable();
      return dynamoDbStore({ client, tableName, now: () => noon, ...noPauses });
    },
  ],
] as const satisfies readonly (readonly [string, () => CustomerStore])[];

describe.each(stores)('rebuildPerson() on %s', (_name, open) => {
  let store: CustomerStore;
  beforeEach(async () => {
    store = open();
    await take(store, lives);
  });

  const differences = async () => {
    const rebuilt = await check(store);
    return rebuilt.kind === 'compared' ? rebuilt.differences : rebuilt.kind;
  };

  test('finds nothing where nothing is wrong, and writes nothing', async () => {
    const before = await stateOf(store);
    expect(await repair(store)).toEqual({ kind: 'compared', differences: [] });
    expect(await stateOf(store)).toEqual(before);
  });

  test('finds and repairs a wrong value of the profile', async () => {
    const { profile } = await otherwise(lives.slice(1));
    const right = await stateOf(store);
    await plant(store, { profile });
    expect(await differences()).toEqual(
      expect.arrayContaining([
        { path: 'traits.orders.count', stored: 1, rebuilt: 2 },
        { path: 'traits.orders.revenue', stored: 500, rebuilt: 2499 },
      ]),
    );
    expect(await repair(store)).toMatchObject({ kind: 'compared', changes: 0 });
    expect(await differences()).toEqual([]);
    expect((await stateOf(store)).profile).toEqual(right.profile);
  });

  test('finds a value of the profile that no trait shows', async () => {
    const sessions = [...lives, visit({ customerId: 'ada', eventId: 'v-3', sessionId: 's' })];
    await take(store, sessions.slice(-1));
    const other = await otherwise([...lives, visit({ customerId: 'ada', eventId: 'v-3', sessionId: 't' })]);
    await plant(store, { profile: other.profile });
    const found = await differences();
    expect(found).toHaveLength(1);
    expect(found).toMatchObject([{ path: expect.stringMatching(/^profile\.visits/) }]);
  });

  test('finds and repairs a wrong measure, which no segment shows yet', async () => {
    const { measures } = await otherwise(lives.slice(0, 1));
    await plant(store, { measures: { ...(await stateOf(store)).measures, ...measures } });
    const found = await differences();
    expect(found).toMatchObject([{ path: expect.stringMatching(/^measures\./) }, { path: expect.anything() }]);
    await repair(store);
    expect(await differences()).toEqual([]);
  });

  test('finds and repairs a membership, and publishes what it changes as a backfill', async () => {
    const { memberships, sequence } = await stateOf(store);
    const { buyer: _, ...rest } = memberships;
    await plant(store, { memberships: { ...rest, british: noon } });
    expect(await differences()).toEqual([
      { path: 'segments.british', stored: 'in', rebuilt: 'out' },
      { path: 'segments.buyer', stored: 'out', rebuilt: 'in' },
    ]);
    expect(await repair(store)).toMatchObject({ changes: 2 });
    expect(await differences()).toEqual([]);
    const rows = await Array.fromAsync(store.history(ada));
    expect(rows.filter(({ origin }) => origin === 'backfill')).toMatchObject([
      {
        person: ada,
        effectiveAt: new Date(noon).toISOString(),
        decidedAt: new Date(noon + 60 * dayMs).toISOString(),
        changes: [
          { sequence: sequence + 1, status: 'entered', segment: { key: 'buyer' } },
          { sequence: sequence + 2, status: 'exited', segment: { key: 'british' } },
        ],
      },
    ]);
  });

  test('finds and repairs since when somebody is in a segment, without a change', async () => {
    const { memberships } = await stateOf(store);
    await plant(store, { memberships: { ...memberships, buyer: noon - dayMs } });
    expect(await differences()).toEqual([{ path: 'segments.buyer.enteredAt', stored: day(1), rebuilt: day(0) }]);
    expect(await repair(store)).toMatchObject({ changes: 0 });
    expect((await stateOf(store)).memberships).toEqual(memberships);
  });

  test.each([
    ['missing', null],
    ['late', noon + 40 * dayMs],
    ['early', noon + 1],
  ])('finds and repairs a %s next review', async (_what, nextReviewAt) => {
    const right = await stateOf(store);
    await plant(store, { nextReviewAt });
    const stored = nextReviewAt === null ? null : new Date(nextReviewAt).toISOString();
    expect(await differences()).toEqual([
      { path: 'nextReviewAt', stored, rebuilt: new Date(right.nextReviewAt ?? 0).toISOString() },
    ]);
    await repair(store);
    expect(await stateOf(store)).toEqual(right);
    expect(await Array.fromAsync(store.due(noon + 30 * dayMs))).toMatchObject([{ person: ada }]);
  });

  test('takes a later next review as right where reviews may have been made that changed nothing', async () => {
    const when = {
      all: [
        { performed: 'VisitMade', within: 'PT1H' },
        { trait: 'orders.count', is: { gte: 99 } },
      ],
    };
    const catalogue = compile({ currency: 'GBP', segments: [{ key: 'never', when }] });
    const empty = open();
    await receiveEvents({ ...embedded({ store: empty, catalogue }).deps }, [messageOf(visit({ customerId: 'ada' }))]);
    const later = noon + dayMs;
    // Some stores write such a review, and 0.3.0 wrote it in all.
    await plant(empty, { nextReviewAt: null });
    const checkUntil = (until: number) => rebuildPerson({ ...depsOf(empty), catalogue, until }, ada, { repair: false });
    expect(await stateOf(empty)).toMatchObject({ clock: noon, nextReviewAt: null });
    expect(await checkUntil(later)).toEqual({ kind: 'compared', differences: [] });
    const rebuilt = new Date(noon - 60_000 + 3_600_000).toISOString();
    expect(await checkUntil(noon)).toEqual({
      kind: 'compared',
      differences: [{ path: 'nextReviewAt', stored: null, rebuilt }],
    });
  });

  test('finds and repairs a clock and a sequence that went back', async () => {
    const right = await stateOf(store);
    await plant(store, { clock: noon - dayMs, sequence: 1 });
    expect(await differences()).toEqual(
      expect.arrayContaining([
        { path: 'clock', stored: day(1), rebuilt: day(0) },
        { path: 'sequence', stored: 1, rebuilt: right.sequence },
      ]),
    );
    await repair(store);
    expect(await stateOf(store)).toEqual(right);
  });

  test('finds and repairs a number of events that is not that of the ledger', async () => {
    const right = await stateOf(store);
    expect(right.applied).toBe(lives.length);
    await plant(store, { applied: 3 });
    expect(await differences()).toEqual([{ path: 'applied', stored: 3, rebuilt: lives.length }]);
    await repair(store);
    expect(await stateOf(store)).toEqual(right);
  });

  test('begins a repair again when somebody else saves in between, and loses neither', async () => {
    const { profile } = await otherwise(lives.slice(1));
    await plant(store, { profile });
    let saves = 0;
    const raced = replaced(store, {
      save: async (update) => {
        saves += 1;
        if (saves === 1) await take(store, [purchase({ customerId: 'ada', eventId: 'p-3', total: 1 })]);
        return store.save(update);
      },
    });
    await repair(raced);
    expect(saves).toBe(2);
    expect(await differences()).toEqual([]);
    expect(JSON.stringify((await stateOf(store)).profile)).toContain('"count":3');
  });

  test('takes no event for a difference that is applied while it compares', async () => {
    let reads = 0;
    const raced = replaced(store, {
      ledger: (person) => {
        reads += 1;
        const late = async function* () {
          if (reads === 1) await take(store, [purchase({ customerId: 'ada', eventId: 'p-3' })]);
          yield* store.ledger(person);
        };
        return late();
      },
    });
    expect(await check(raced)).toEqual({ kind: 'compared', differences: [] });
    expect(reads).toBe(2);
  });

  test('leaves alone whom another catalogue decided, who has no profile, and who is not known', async () => {
    const other = { ...depsOf(store), catalogue: compile({ ...catalogueJson, currency: 'EUR' }) };
    const before = await stateOf(store);
    expect(await rebuildPerson(other, ada, { repair: true })).toEqual({ kind: 'other-catalogue' });
    expect(await stateOf(store)).toEqual(before);
    await take(store, [purchase({ customerId: 'gone' }), erasure({ customerId: 'gone' })]);
    const kindOf = async (person: 'C#gone' | 'A#phone' | 'C#nobody') =>
      (await rebuildPerson(depsOf(store), person, { repair: true })).kind;
    expect([await kindOf('C#gone'), await kindOf('A#phone'), await kindOf('C#nobody')]).toEqual([
      'erased',
      'linked',
      'unknown',
    ]);
    expect(await Array.fromAsync(allPersons(store))).toEqual([ada]);
  });
});

describe('rebuildPerson()', () => {
  test('finds and repairs a timer that the store has lost', async () => {
    const file = join(newFolder(), 'store.sqlite');
    const first = openEmbeddedStore(file);
    await take(first, lives);
    const { nextReviewAt } = await stateOf(first);
    first.close();
    const database = new DatabaseSync(file);
    database.exec('UPDATE person SET due = NULL');
    database.close();
    const store = openEmbeddedStore(file);
    const rebuilt = { path: 'timer', rebuilt: new Date(nextReviewAt ?? 0).toISOString() };
    expect(await check(store)).toEqual({ kind: 'compared', differences: [rebuilt] });
    await repair(store);
    expect(await Array.fromAsync(store.due(nextReviewAt ?? 0))).toEqual([{ person: ada, dueAt: nextReviewAt }]);
    store.close();
  });

  test('says that an event is still on its way into the ledger', async () => {
    const table = new MemoryTable();
    const { client, tableName } = table;
    const store = dynamoDbStore({ client, tableName, now: () => noon, ...noPauses });
    await take(store, lives);
    const lost = replaced(store, {
      load: async (person, events) => {
        const loaded = await store.load(person, events);
        return Object.create(loaded, { unrecorded: { value: [{ person, eventId: 'p-9' }] } }) as typeof loaded;
      },
    });
    expect(await check(lost)).toEqual({ kind: 'unrecorded' });
    expect(await repair(lost)).toEqual({ kind: 'unrecorded' });
  });
});
