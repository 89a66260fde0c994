import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { BehindPage, CustomerStore, OutboxRow, StorePart } from '#lib/ports/store/customer-store.ts';
import {
  ada,
  announcementOf,
  changesOf,
  erase,
  eventOf,
  gather,
  hour,
  knownIds,
  linkVisitor,
  noon,
  quietOf,
  refusedOf,
  stateWith,
  touch,
  updateOf,
  visitor,
} from './store-samples.ts';

/** A store with what the suite must see beside the port. */
export interface StoreUnderTest {
  readonly store: CustomerStore;
  /** What has come to be published since the last call. */
  announced(): Promise<readonly OutboxRow[]>;
  /** Everything that is stored, unpacked, as one text. */
  everything(): Promise<string>;
  close(): Promise<void>;
}

const placeOf = (row: OutboxRow): number => ('changes' in row ? (row.changes[0]?.sequence ?? 0) : Infinity);

/** Rows come in no promised order; `sequence` has it. */
const byPerson = (a: OutboxRow, b: OutboxRow): number =>
  a.person === b.person ? placeOf(a) - placeOf(b) : a.person < b.person ? -1 : 1;

const expected = (...rows: readonly OutboxRow[]) => rows.toSorted(byPerson);

const decidedBy = (catalogue: string, deployment = 1) => ({ state: stateWith({ catalogue, deployment }) });

/** What every implementation of `CustomerStore` does, as far as anyone can see it. */
export const customerStoreContract = (name: string, makeStore: () => Promise<StoreUnderTest>): void => {
  describe(`CustomerStore: ${name}`, () => {
    let under: StoreUnderTest;
    let store: CustomerStore;
    beforeEach(async () => {
      under = await makeStore();
      store = under.store;
    });
    afterEach(() => under.close());

    const announced = async () => (await under.announced()).toSorted(byPerson);
    const reviewAt = (nextReviewAt: number | null) => touch(store, ada, { state: stateWith({ nextReviewAt }) });
    const recordOf = async (person: PersonKey) => (await store.load(person, [])).record;
    const dueBy = async (until: number) => (await gather(store.due(until))).map(({ person }) => person).toSorted();
    const heldChanges = async (person: PersonKey) => expected(...(await gather(store.history(person))));
    const ledgerIds = async (person: PersonKey) =>
      (await gather(store.ledger(person))).map(({ eventId }) => eventId).toSorted();

    /** Everybody behind in one part, page by page. */
    const behindIn = async (catalogue: string, { index, of, after }: StorePart) => {
      const pages: BehindPage[] = [];
      let next = after;
      do {
        const page = await store.behind(catalogue, { index, of, after: next });
        pages.push(page);
        ({ next } = page);
      } while (next !== undefined);
      const persons = pages.flatMap((page) => page.persons);
      return { persons, rows: pages.reduce((sum, { rows }) => sum + rows, 0) };
    };

    const behindOf = async (catalogue: string, of: number) => {
      const parts = Array.from({ length: of }, (_, index) => behindIn(catalogue, { index, of }));
      return (await Promise.all(parts)).flatMap(({ persons }) => persons);
    };

    describe('load() and save()', () => {
      test('nothing is stored of a stranger, and no event is known', async () => {
        const loaded = await store.load(ada, [eventOf('e-1')]);
        expect(loaded).toMatchObject({ person: ada, record: undefined, unrecorded: [] });
        expect(loaded.known.size).toBe(0);
      });

      test('a saved state is loaded as it was', async () => {
        const state = stateWith({ sequence: 3, nextReviewAt: noon + hour, memberships: { regulars: noon } });
        expect(await touch(store, ada, { events: [eventOf('e-1')], state })).toBe('saved');
        expect(await recordOf(ada)).toEqual({ kind: 'profile', state });
        expect(await recordOf('A#ada')).toBeUndefined();
      });

      test('a loaded person says when it will be named as due, no later than its next review', async () => {
        expect((await store.load(ada, [])).dueAt).toBeUndefined();
        await reviewAt(noon + hour);
        expect((await store.load(ada, [])).dueAt).toBe(noon + hour);
        await reviewAt(noon + 1);
        expect((await store.load(ada, [])).dueAt).toBe(noon + 1);
        await reviewAt(noon + 2 * hour);
        expect((await store.load(ada, [])).dueAt).toBeLessThanOrEqual(noon + 2 * hour);
      });

      test('the second of two saves of one load is refused and leaves nothing', async () => {
        await touch(store, ada, { events: [eventOf('e-0')] });
        const [first, second] = await Promise.all([store.load(ada, []), store.load(ada, [])]);
        expect(await store.save(updateOf(first, { events: [eventOf('e-1')] }))).toBe('saved');
        const late = updateOf(second, { events: [eventOf('e-2')], changes: [changesOf(ada, 1)] });
        expect(await store.save(late)).toBe('conflict');
        expect(
          await knownIds(
            store,
            ada,
            ['e-0', 'e-1', 'e-2'].map((id) => eventOf(id)),
          ),
        ).toEqual(['C#ada/e-0', 'C#ada/e-1']);
        expect(await announced()).toEqual([]);
      });

      test('two first saves of a stranger: one is refused', async () => {
        const [first, second] = await Promise.all([store.load(ada, []), store.load(ada, [])]);
        const results = [await store.save(updateOf(first, {})), await store.save(updateOf(second, {}))];
        expect(results).toEqual(['saved', 'conflict']);
      });

      test('a person of another store is refused', async () => {
        const foreign = { person: ada, record: undefined, known: new Map(), unrecorded: [] };
        await expect(async () => store.save(updateOf(foreign, {}))).rejects.toThrow(TypeError);
      });

      test('an applied event is known by its own ids, with its fingerprint', async () => {
        await touch(store, ada, { events: [eventOf('e-1'), eventOf('e-2')] });
        const other = eventOf('e-1', { person: visitor });
        const { known } = await store.load(ada, [eventOf('e-1'), eventOf('e-1'), eventOf('e-3'), other]);
        expect([...known]).toEqual([['C#ada/e-1', 'print of e-1']]);
      });

      test('lone surrogates and keys of prototypes come back', async () => {
        const traits = JSON.parse('{"__proto__":{"a":1},"constructor":"c","\\ud800":"\\udfff x \\u0000"}') as object;
        const state = stateWith({}, { traits });
        const body = `{"detail":{"__proto__":{"b":2},"text":"\ud800 lone","nul":"\\u0000"}}`;
        await touch(store, ada, { state, events: [eventOf('e-1', { body })] });
        const record = await recordOf(ada);
        expect(JSON.stringify(record)).toBe(JSON.stringify({ kind: 'profile', state }));
        const [event] = await gather(store.ledger(ada));
        expect(JSON.stringify(JSON.parse(event?.body ?? ''))).toBe(JSON.stringify(JSON.parse(body)));
      });

      test('a state of 300,000 characters that do not shrink is kept beside its changes', async () => {
        const noise = Array.from({ length: 300_000 }, (_, index) =>
          String.fromCharCode(33 + (((index * index * 7919) % 8999) % 90)),
        ).join('');
        const state = stateWith({ sequence: 40 }, { noise });
        expect(await touch(store, ada, { state, changes: [changesOf(ada, 1, 40)], events: [eventOf('e-1')] })).toBe(
          'saved',
        );
        expect(await recordOf(ada)).toEqual({ kind: 'profile', state });
        expect(await announced()).toHaveLength(1);
      });

      test('a thousand events of one person are all known and all in the ledger', async () => {
        for (let batch = 0; batch < 100; batch += 1) {
          const events = Array.from({ length: 10 }, (_, index) => eventOf(`e-${batch * 10 + index}`));
          expect(await touch(store, ada, { events })).toBe('saved');
        }
        const all = Array.from({ length: 1001 }, (_, index) => eventOf(`e-${index}`));
        expect((await store.load(ada, all)).known.size).toBe(1000);
        expect(new Set(await ledgerIds(ada)).size).toBe(1000);
      });
    });

    describe('changes', () => {
      test('each is announced once, as it was saved', async () => {
        const rows = [changesOf(ada, 1, 2), changesOf(ada, 3)];
        await touch(store, ada, { events: [eventOf('e-1')], changes: rows });
        expect(await announced()).toEqual(expected(...rows));
        await touch(store, ada, { events: [eventOf('e-2')], changes: [changesOf(ada, 4)] });
        expect(await announced()).toEqual([changesOf(ada, 4)]);
      });

      test('those of time alone are announced too', async () => {
        await touch(store, ada, { events: [eventOf('e-1')] });
        await touch(store, ada, { changes: [changesOf(ada, 1)] });
        await touch(store, ada, { changes: [changesOf(ada, 2)] });
        await touch(store, ada, { events: [eventOf('e-2')] });
        expect(await announced()).toEqual(expected(changesOf(ada, 1), changesOf(ada, 2)));
      });

      test('recording again announces nothing again', async () => {
        await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] });
        await store.recordAgain(await store.load(ada, [eventOf('e-1')]), [eventOf('e-1')]);
        await store.recordAgain(await store.load(ada, []), []);
        expect(await announced()).toEqual([changesOf(ada, 1)]);
        expect(await ledgerIds(ada)).toEqual(['e-1']);
      });

      test('thousands of one save are announced, whatever their size', async () => {
        const rows = Array.from({ length: 150 }, (_, index) => changesOf(ada, 1 + index * 20, 20));
        await touch(store, ada, { events: [eventOf('e-1')], changes: rows });
        const seen = await announced();
        expect(seen).toHaveLength(rows.length);
        expect(isDeepStrictEqual(seen, rows)).toBe(true);
        expect(await knownIds(store, ada, [eventOf('e-1')])).toEqual(['C#ada/e-1']);
      });

      test('one instant of two thousand changes is announced whole', async () => {
        await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1, 2000)] });
        const rows = await announced();
        const sequences = rows.flatMap((row) => ('changes' in row ? row.changes.map(({ sequence }) => sequence) : []));
        expect(sequences.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
      });
    });

    describe('due()', () => {
      test('nobody is missed, whichever way the next review moves', async () => {
        await reviewAt(noon + 5 * hour);
        expect(await dueBy(noon + 5 * hour)).toEqual([ada]);
        await reviewAt(noon + 2 * hour);
        expect(await dueBy(noon + 2 * hour)).toEqual([ada]);
        await reviewAt(noon + 9 * hour);
        expect(await dueBy(noon + 9 * hour)).toEqual([ada]);
        await reviewAt(null);
        await reviewAt(noon + 3 * hour);
        expect(await dueBy(noon + 3 * hour)).toEqual([ada]);
      });

      test('before the first review nobody is due', async () => {
        await touch(store, ada, { state: stateWith({ nextReviewAt: noon + hour }) });
        await touch(store, 'C#never', { state: stateWith({ nextReviewAt: null }) });
        expect(await dueBy(noon + hour - 1)).toEqual([]);
        expect(await dueBy(noon + hour)).toEqual([ada]);
      });

      test('a review that fired is moved by the save that follows', async () => {
        await touch(store, ada, { state: stateWith({ nextReviewAt: noon - hour }) });
        await touch(store, ada, { state: stateWith({ nextReviewAt: noon + hour }) });
        expect(await dueBy(noon)).toEqual([]);
        expect(await dueBy(noon + hour)).toEqual([ada]);
      });

      test('three hundred are found, while they are saved', async () => {
        const people = Array.from({ length: 300 }, (_, index): PersonKey => `C#due-${index}`);
        for (const person of people)
          await touch(store, person, { state: stateWith({ nextReviewAt: noon - 2 * hour }) });
        const found = new Set<PersonKey>();
        for await (const { person } of store.due(noon - hour)) {
          found.add(person);
          await touch(store, person, { state: stateWith({ nextReviewAt: noon + hour }) });
        }
        expect(found).toEqual(new Set(people));
        expect(await dueBy(noon - hour)).toEqual([]);
      });
    });

    describe('links', () => {
      test('the visitor becomes a pointer, and its events stay known under its own ids', async () => {
        const before = eventOf('e-1', { person: visitor });
        await touch(store, visitor, { events: [before], changes: [changesOf(visitor, 1)] });
        expect(await linkVisitor(store, [ada, visitor], [changesOf(visitor, 2)])).toBe('saved');
        expect(await recordOf(visitor)).toEqual({ kind: 'linked', to: ada });
        expect(await recordOf(ada)).toMatchObject({ kind: 'profile' });
        expect(await knownIds(store, ada, [before, eventOf('e-1')])).toEqual(['A#browser-7/e-1']);
        expect(await announced()).toEqual(expected(changesOf(visitor, 1), changesOf(visitor, 2)));
      });

      test('a visitor without a profile can be linked', async () => {
        expect(await linkVisitor(store, [ada, visitor])).toBe('saved');
        expect(await recordOf(visitor)).toEqual({ kind: 'linked', to: ada });
      });

      test('a later event of the visitor is kept under its own ids by a save of the customer', async () => {
        await linkVisitor(store, [ada, visitor]);
        const later = eventOf('e-9', { person: visitor });
        await touch(store, ada, { events: [later] });
        expect(await knownIds(store, ada, [later])).toEqual(['A#browser-7/e-9']);
        expect(await ledgerIds(ada)).toEqual(['e-9', `link-${visitor}`]);
      });

      test('a visitor that moved on since it was loaded refuses the link, and the customer is as before', async () => {
        await touch(store, visitor, {});
        const stale = await store.load(visitor, []);
        await touch(store, visitor, { state: stateWith({ clock: noon + 1 }) });
        const link = { visitor: stale, changes: [changesOf(visitor, 1)] };
        expect(await touch(store, ada, { events: [eventOf('link-1')], link })).toBe('conflict');
        expect(await recordOf(ada)).toBeUndefined();
        expect(await recordOf(visitor)).toEqual({ kind: 'profile', state: stateWith({ clock: noon + 1 }) });
        expect(await knownIds(store, ada, [eventOf('link-1')])).toEqual([]);
        expect(await announced()).toEqual([]);
      });

      test('a customer that moved on refuses it too, and the visitor is as before', async () => {
        const stale = await store.load(ada, []);
        await touch(store, ada, {});
        const link = { visitor: await store.load(visitor, []), changes: [] };
        expect(await store.save(updateOf(stale, { link }))).toBe('conflict');
        expect(await recordOf(visitor)).toBeUndefined();
      });

      test('a linked visitor is not due any more', async () => {
        await touch(store, visitor, { state: stateWith({ nextReviewAt: noon - hour }) });
        await linkVisitor(store, [ada, visitor]);
        expect(await dueBy(noon)).toEqual([]);
      });

      test('the ledger of a customer holds that of each visitor', async () => {
        await touch(store, ada, { events: [eventOf('e-1')] });
        await touch(store, visitor, {
          events: [eventOf('e-1', { person: visitor }), eventOf('e-2', { person: visitor })],
        });
        await linkVisitor(store, [ada, visitor]);
        await linkVisitor(store, [ada, 'A#phone']);
        const keys = (await gather(store.ledger(ada))).map(({ person, eventId }) => `${person}/${eventId}`);
        expect(keys.toSorted()).toEqual(
          [
            'A#browser-7/e-1',
            'A#browser-7/e-2',
            'C#ada/e-1',
            'C#ada/link-A#browser-7',
            'C#ada/link-A#phone',
          ].toSorted(),
        );
      });

      test('an event in the ledger is as it came', async () => {
        const event = eventOf('e-1', { arrivedAt: noon + 7, body: `{"detail":{"text":"${'long '.repeat(600)}"}}` });
        await touch(store, ada, { events: [event] });
        expect(await gather(store.ledger(ada))).toEqual([event]);
      });
    });

    describe('erase()', () => {
      const marker = 'ada@example.org';
      const body = JSON.stringify({ detail: { text: marker } });

      const live = async () => {
        await touch(store, ada, {
          events: [eventOf('e-1', { body })],
          changes: [{ ...changesOf(ada, 1), consent: { [marker]: true } }],
          state: stateWith({ sequence: 1 }, { name: marker }),
        });
        await touch(store, visitor, {
          events: [eventOf('e-2', { person: visitor, body })],
          changes: [changesOf(visitor, 1)],
        });
        await store.quarantine(refusedOf('q-1', { entry: marker }));
        await store.quarantine(refusedOf('q-2', { entry: marker, person: visitor }));
        await linkVisitor(store, [ada, visitor], [{ ...changesOf(visitor, 2), consent: { [marker]: true } }]);
        await under.announced();
      };

      test('a tombstone is all that is left, also of linked visitors', async () => {
        await live();
        expect(await under.everything()).toContain(marker);
        const exits = [{ ...changesOf(ada, 2, 2), consent: { [marker]: true } }];
        expect(await erase(store, ada, exits)).toBe('saved');
        expect(await announced()).toEqual(expected(...exits, announcementOf(ada)));
        const tombstone = { kind: 'erased', sequence: 3, erasedAt: noon + hour, receiptId: 'receipt-1' };
        expect(await recordOf(ada)).toEqual(tombstone);
        expect(await recordOf(visitor)).toEqual({ ...tombstone, sequence: 2 });
        expect(await under.everything()).not.toContain(marker);
        expect(await ledgerIds(ada)).toEqual([]);
      });

      test('others keep what is theirs', async () => {
        await live();
        await touch(store, 'C#bob', { events: [eventOf('e-1', { person: 'C#bob' })] });
        await store.quarantine(refusedOf('q-3', { person: undefined }));
        await erase(store, ada);
        expect(await ledgerIds('C#bob')).toEqual(['e-1']);
        expect((await gather(store.quarantinedFor('invalid'))).map(({ id }) => id)).toEqual(['q-3']);
      });

      test('a person who moved on since the load is not erased', async () => {
        await live();
        const loaded = await store.load(ada, []);
        await touch(store, ada, {});
        const erasure = { loaded, sequence: 2, changes: [changesOf(ada, 2)], announcement: announcementOf(ada) };
        expect(await store.erase(erasure)).toBe('conflict');
        expect(await recordOf(ada)).toMatchObject({ kind: 'profile' });
        expect(await announced()).toEqual([]);
      });

      test('a second time announces nothing and keeps the first receipt', async () => {
        await live();
        await erase(store, ada, [changesOf(ada, 2)]);
        await announced();
        const loaded = await store.load(ada, []);
        const announcement = { ...announcementOf(ada), receiptId: 'receipt-2', erasedAt: '2026-11-03T00:00:00.000Z' };
        expect(await store.erase({ loaded, sequence: 2, changes: [], announcement })).toBe('saved');
        await store.recordAgain(await store.load(ada, []), []);
        expect(await announced()).toEqual([]);
        expect(await recordOf(ada)).toMatchObject({ kind: 'erased', receiptId: 'receipt-1', sequence: 2 });
      });

      test('a visitor and a stranger can be erased', async () => {
        await touch(store, visitor, { events: [eventOf('e-1', { person: visitor, body })] });
        expect(await erase(store, visitor)).toBe('saved');
        expect(await erase(store, 'C#stranger')).toBe('saved');
        expect(await under.everything()).not.toContain(marker);
        expect(await announced()).toEqual(expected(announcementOf(visitor), announcementOf('C#stranger')));
      });

      test('what is refused for it later is kept', async () => {
        await live();
        await erase(store, ada);
        await store.quarantine(refusedOf('late', { reason: 'erased', entry: '{}' }));
        await store.recordAgain(await store.load(ada, []), []);
        expect((await gather(store.quarantinedFor('erased'))).map(({ id }) => id)).toEqual(['late']);
      });
    });

    describe('quarantine()', () => {
      test('an entry is listed by its reason, as it was refused', async () => {
        const entries = [refusedOf('q-1'), refusedOf('q-2', { person: undefined, entry: 'no JSON "\n' })];
        for (const entry of [...entries, refusedOf('q-3', { reason: 'future' })]) await store.quarantine(entry);
        const listed = (await gather(store.quarantinedFor('invalid'))).toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(listed.map((entry) => ({ ...entry, person: entry.person }))).toEqual(entries);
      });

      test('a redelivered one is kept once', async () => {
        await store.quarantine(refusedOf('q-1'));
        await store.quarantine(refusedOf('q-1'));
        expect(await gather(store.quarantinedFor('invalid'))).toHaveLength(1);
      });

      test('an entry of a million characters is kept whole', async () => {
        const entry = Array.from({ length: 1_000_000 }, (_, index) =>
          String.fromCharCode(32 + (((index * index * 31) % 9973) % 95)),
        ).join('');
        await store.quarantine(refusedOf('q-1', { reason: 'too-large', entry }));
        expect((await gather(store.quarantinedFor('too-large'))).map((one) => one.entry === entry)).toEqual([true]);
      });

      test('another entry of the same key takes its place', async () => {
        await store.quarantine(refusedOf('q-1', { entry: 'x'.repeat(250_000) }));
        const again = refusedOf('q-1', { reason: 'conflict', field: 'eventId', arrivedAt: noon + hour });
        await store.quarantine(again);
        expect(await gather(store.quarantinedFor('invalid'))).toEqual([]);
        expect(await gather(store.quarantinedFor('conflict'))).toEqual([again]);
        expect(await store.refused(again)).toEqual(again);
      });

      test('an entry is found by its key, also one of nobody', async () => {
        const nobodys = refusedOf('q-2', { person: undefined, entry: 'no JSON' });
        for (const entry of [refusedOf('q-1'), nobodys]) await store.quarantine(entry);
        expect(await store.refused({ id: 'q-1', person: ada })).toEqual(refusedOf('q-1'));
        expect(await store.refused({ id: 'q-2', person: undefined })).toMatchObject({ id: 'q-2', entry: 'no JSON' });
        expect(await store.refused({ id: 'q-3', person: ada })).toBeUndefined();
      });

      test('one that is released is gone whole, and nothing else', async () => {
        const large = refusedOf('q-1', { entry: `secret ${'x'.repeat(250_000)} secret` });
        for (const entry of [large, refusedOf('q-10'), refusedOf('q-1#1')]) await store.quarantine(entry);
        await store.release(large);
        await store.release(large);
        expect(await store.refused(large)).toBeUndefined();
        expect(await under.everything()).not.toContain('secret');
        expect((await gather(store.quarantinedFor('invalid'))).map(({ id }) => id).toSorted()).toEqual([
          'q-1#1',
          'q-10',
        ]);
      });

      test('entries are counted by reason', async () => {
        for (const id of ['q-1', 'q-2', 'q-2', 'q-3']) await store.quarantine(refusedOf(id));
        await store.quarantine(refusedOf('q-4', { reason: 'future' }));
        await store.release(refusedOf('q-3'));
        const counts = ['invalid', 'future', 'erased'] as const;
        expect(await Promise.all(counts.map((reason) => store.quarantinedCount(reason)))).toEqual([2, 1, 0]);
      });

      test('it makes nobody due and no event known', async () => {
        await store.quarantine(refusedOf('q-1'));
        expect(await dueBy(Number.MAX_SAFE_INTEGER)).toEqual([]);
        expect(await recordOf(ada)).toBeUndefined();
      });
    });

    describe('behind()', () => {
      test('finds those whom another catalogue has decided, with the deployment', async () => {
        await touch(store, ada, decidedBy('new-hash', 2));
        await touch(store, visitor, { ...decidedBy('old-hash'), events: [eventOf('e-1', { person: visitor })] });
        await touch(store, 'C#bob', decidedBy('newer-hash', 3));
        const found = await behindOf('new-hash', 1);
        const named = found.map(({ person, deployment }) => `${person} ${deployment}`);
        expect(named.toSorted()).toEqual(['A#browser-7 1', 'C#bob 3']);
      });

      test('tells no hash for one that contains it', async () => {
        await touch(store, ada, decidedBy('a-hash'));
        expect(await behindOf('a-has', 1)).toHaveLength(1);
        expect(await behindOf('hash', 1)).toHaveLength(1);
        expect(await behindOf('a-hash-more', 1)).toHaveLength(1);
      });

      test('sees a person who was decided since as decided', async () => {
        await touch(store, ada, decidedBy('old-hash'));
        await touch(store, ada, decidedBy('new-hash', 2));
        expect(await behindOf('new-hash', 1)).toEqual([]);
        expect(await behindOf('old-hash', 1)).toHaveLength(1);
      });

      test('passes over linked visitors, the erased and what was refused', async () => {
        await touch(store, visitor, decidedBy('old-hash'));
        await touch(store, 'C#bob', decidedBy('old-hash'));
        await linkVisitor(store, [ada, visitor]);
        await erase(store, 'C#bob');
        await store.quarantine(refusedOf('q-1'));
        expect((await behindOf('new-hash', 1)).map(({ person }) => person)).toEqual([ada]);
      });

      const everybody = Array.from({ length: 230 }, (_, index) => `C#cust-${index}` as const);

      test('its parts together have everybody once, over many pages, and anybody is a place to go on from', async () => {
        for (const person of everybody) await touch(store, person, decidedBy('old-hash'));
        const inOne = await behindIn('new-hash', { index: 0, of: 1 });
        expect(inOne.persons.map(({ person }) => person).toSorted()).toEqual(everybody.toSorted());
        expect(inOne.rows).toBeGreaterThanOrEqual(everybody.length);
        const inSeven = await behindOf('new-hash', 7);
        expect(inSeven.map(({ person }) => person).toSorted()).toEqual(everybody.toSorted());
        const { place } = inOne.persons[100] ?? { place: '' };
        const rest = await behindIn('new-hash', { index: 0, of: 1, after: place });
        expect(rest.persons).toEqual(inOne.persons.slice(101));
      });

      test('rowCount() is no less than the persons there are, or not known', async () => {
        for (const person of everybody.slice(0, 5)) await touch(store, person, {});
        const count = await store.rowCount();
        expect(count === 0 || count >= 5).toBe(true);
      });
    });

    describe('what is held of a person', () => {
      test('the history has every change, published or not, and those of the visitors', async () => {
        await touch(store, visitor, {
          events: [eventOf('e-1', { person: visitor })],
          changes: [changesOf(visitor, 1)],
        });
        await touch(store, ada, { events: [eventOf('e-2')], changes: [changesOf(ada, 1, 2), changesOf(ada, 3)] });
        await under.announced();
        await linkVisitor(store, [ada, visitor], [changesOf(visitor, 2)]);
        await touch(store, ada, { changes: [changesOf(ada, 4)] });
        await touch(store, 'C#bob', { changes: [changesOf('C#bob', 1)] });
        const all = expected(
          changesOf(visitor, 1),
          changesOf(visitor, 2),
          changesOf(ada, 1, 2),
          changesOf(ada, 3),
          changesOf(ada, 4),
        );
        expect(await heldChanges(ada)).toEqual(all);
        expect(await heldChanges(visitor)).toEqual([changesOf(visitor, 1), changesOf(visitor, 2)]);
        expect(await heldChanges('C#nobody')).toEqual([]);
      });

      test('the history has quiet changes, of which nothing is announced', async () => {
        const [alone, besides] = [quietOf(ada, 1), { ...changesOf(ada, 7), quiet: quietOf(ada, 8).quiet ?? [] }];
        await touch(store, ada, { changes: [alone] });
        await touch(store, ada, { changes: [besides, quietOf(ada, 9)] });
        const told = (await under.announced()).flatMap((row) => ('changes' in row ? row.changes : []));
        expect(told.map(({ sequence }) => sequence)).toEqual([7]);
        const held = await gather(store.history(ada));
        expect(held.toSorted((one, other) => (one.effectiveAt < other.effectiveAt ? -1 : 1))).toEqual([
          alone,
          besides,
          quietOf(ada, 9),
        ]);
      });

      test('quiet changes too many for a row are whole', async () => {
        const many = quietOf(ada, 1, 4000);
        await touch(store, ada, { changes: [many] });
        const held = await gather(store.history(ada));
        expect(
          held
            .flatMap(({ quiet = [] }) => quiet)
            .map(({ segment }) => segment.key)
            .toSorted(),
        ).toEqual((many.quiet ?? []).map(({ segment }) => segment.key).toSorted());
      });

      test('a history of a thousand instants is whole', async () => {
        const rows = Array.from({ length: 1200 }, (_, index) => changesOf(ada, index + 1));
        for (let at = 0; at < rows.length; at += 100) await touch(store, ada, { changes: rows.slice(at, at + 100) });
        expect(isDeepStrictEqual(await heldChanges(ada), rows)).toBe(true);
      });

      test('the visitors of a customer are those that were linked', async () => {
        await linkVisitor(store, [ada, visitor]);
        await linkVisitor(store, [ada, 'A#phone']);
        await linkVisitor(store, ['C#bob', 'A#tablet']);
        expect((await gather(store.visitors(ada))).toSorted()).toEqual([visitor, 'A#phone']);
        expect(await gather(store.visitors(visitor))).toEqual([]);
      });

      test('what was refused of a person is found, with that of the visitors', async () => {
        const large = refusedOf('q-2', { person: visitor, entry: 'x'.repeat(250_000) });
        const entries = [refusedOf('q-1', { reason: 'future' }), large];
        for (const entry of [
          ...entries,
          refusedOf('q-3', { person: undefined }),
          refusedOf('q-4', { person: 'C#bob' }),
        ])
          await store.quarantine(entry);
        await linkVisitor(store, [ada, visitor]);
        expect((await gather(store.quarantinedOf(ada))).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(entries);
        expect(await gather(store.quarantinedOf(visitor))).toEqual([large]);
      });

      test('an erased person has no history', async () => {
        await touch(store, ada, { changes: [changesOf(ada, 1)] });
        await linkVisitor(store, [ada, visitor]);
        await erase(store, ada, [changesOf(ada, 2)]);
        expect(await heldChanges(ada)).toEqual([]);
        expect(await heldChanges(visitor)).toEqual([]);
      });
    });
  });
};
