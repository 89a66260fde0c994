import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedReader, openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { storedOnly } from '#lib/ports/store/embedded/outbox-json.ts';
import { customerStoreContract } from '#test/ports/store/contract/customer-store.contract.ts';
import { heldChanges } from '#test/ports/store/contract/store-answers.ts';
import {
  ada,
  announcementOf,
  changesOf,
  erase,
  eventOf,
  gather,
  hour,
  linkVisitor,
  noon,
  refusedOf,
  stateWith,
  strippedOf,
  touch,
  updateOf,
  visitor,
} from '#test/ports/store/contract/store-samples.ts';
import { newFolder } from '#test/support/folder.ts';
import { embeddedUnderTest, publishAll, rowOf } from './embedded-under-test.ts';

let folder: string;
const file = () => join(folder, 'store.db');

beforeEach(() => {
  folder = newFolder();
});

customerStoreContract('embedded', async () => embeddedUnderTest(join(newFolder(), 'store.db')));

const versionOf = (path: string): unknown => {
  const database = new DatabaseSync(path, { readOnly: true });
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  database.close();
  return version;
};

describe('openEmbeddedStore()', () => {
  test('a file keeps everything until it is opened again', async () => {
    const first = openEmbeddedStore(file());
    await touch(first, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] });
    first.close();
    const second = openEmbeddedStore(file());
    expect((await second.load(ada, [eventOf('e-1')])).known.size).toBe(1);
    expect(publishAll(second)).toEqual([changesOf(ada, 1)]);
    second.close();
    const third = openEmbeddedStore(file());
    expect(publishAll(third)).toEqual([]);
    third.close();
  });

  test('a file of a later version is refused by name', () => {
    const database = new DatabaseSync(file());
    database.exec('PRAGMA user_version = 9');
    database.close();
    expect(() => openEmbeddedStore(file())).toThrow(
      `Cannot open ${file()} as a store of version 1 to 3: current value is version 9`,
    );
  });

  test.each([':memory:', ''])('%j leaves no file behind', async (path) => {
    const store = openEmbeddedStore(path);
    await touch(store, ada, { events: [eventOf('e-1')] });
    expect((await store.load(ada, [])).record).toMatchObject({ kind: 'profile' });
    store.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a draft is a file like any other once it is closed', async () => {
    const draft = openEmbeddedStore(file(), { write: storedOnly });
    await draft.batched(() => touch(draft, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] }));
    draft.close();
    expect(readdirSync(folder)).toEqual(['store.db']);
    const bytes = readFileSync(file());
    const store = openEmbeddedStore(file());
    expect((await store.load(ada, [eventOf('e-1')])).known.size).toBe(1);
    store.close();
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });

  test.each([
    ['an event', { events: [eventOf('e-2')] }],
    ['a row without the event', { rows: [strippedOf('e-1')] }],
    ['the first telling of a fact', { events: [eventOf('e-2', { revision: { of: 'order-1', number: 1 } })] }],
  ])('a file of an earlier version is refused by earlier code once %s is written, and not before', async (_, what) => {
    const store = openEmbeddedStore(file());
    await touch(store, ada, { events: [eventOf('e-1')] });
    store.close();
    const earlier = new DatabaseSync(file());
    earlier.exec("PRAGMA user_version = 1; UPDATE event SET fingerprint = 'print of e-1'");
    earlier.close();
    const now = openEmbeddedStore(file());
    expect((await now.load(ada, [eventOf('e-1')])).known.get('C#ada/e-1')?.fingerprint).toBe('print of e-1');
    await touch(now, ada, {});
    expect(versionOf(file())).toBe(1);
    await touch(now, ada, what);
    const rows = await gather(now.ledger(ada));
    now.close();
    expect(versionOf(file())).toBe(3);
    const again = openEmbeddedStore(file());
    expect(await gather(again.ledger(ada))).toEqual(rows);
    again.close();
  });

  test('erasure leaves no trace in the bytes of the file', async () => {
    const store = openEmbeddedStore(file());
    const marker = 'ada@example.org';
    for (let index = 0; index < 200; index += 1) {
      const body = JSON.stringify({ text: `${marker} ${'x'.repeat(index * 20)}` });
      await touch(store, ada, { events: [eventOf(`e-${index}`, { body })], state: stateWith({}, { marker }) });
    }
    await erase(store, ada, [{ ...changesOf(ada, 1), consent: { [marker]: true } }]);
    publishAll(store);
    store.close();
    expect(readFileSync(file()).includes(marker)).toBe(false);
  });
});

const telling = (eventId: string, number: number) => eventOf(eventId, { revision: { of: 'order-1', number } });

describe('events that are put right', () => {
  const named = { person: ada, eventId: 'e-9', namedBy: ['w-1'] };

  test('are counted, those that are named and have not come apart, until their person is erased', async () => {
    const store = openEmbeddedStore(file());
    expect(store.reduced()).toEqual({ replaced: 0, unmet: 0 });
    await touch(store, ada, { events: [eventOf('e-1'), eventOf('e-2')] });
    expect(store.reduced()).toEqual({ replaced: 0, unmet: 0 });
    await touch(store, ada, { events: [eventOf('w-1')], rows: [strippedOf('e-1'), named] });
    await touch(store, visitor, { events: [strippedOf('e-1', { person: visitor })] });
    expect(store.reduced()).toEqual({ replaced: 2, unmet: 1 });
    await touch(store, ada, { events: [strippedOf('e-9', { namedBy: ['w-1'] })] });
    expect(store.reduced()).toEqual({ replaced: 3, unmet: 0 });
    const reader = openEmbeddedReader(file());
    expect(reader.reduced()).toEqual({ replaced: 3, unmet: 0 });
    reader.close();
    await erase(store, ada);
    expect(store.reduced()).toEqual({ replaced: 1, unmet: 0 });
    store.close();
  });

  test('are as they were after a batch that was rolled back, also where it told the first fact', async () => {
    const store = openEmbeddedStore(file());
    const newest = async () => (await store.load(ada, [telling('e-3', 0)])).newest.get('C#ada/order-1');
    const failing = store.batched(async () => {
      await touch(store, ada, { events: [telling('e-1', 1)], rows: [named] });
      expect(await newest()).toEqual({ number: 1, eventId: 'e-1' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([await newest(), store.reduced()]).toEqual([undefined, { replaced: 0, unmet: 0 }]);
    await touch(store, ada, { events: [telling('e-2', 2)] });
    expect(await newest()).toEqual({ number: 2, eventId: 'e-2' });
    store.close();
  });

  test('are seen by a reader that was there before the first of them', async () => {
    const store = openEmbeddedStore(file());
    const reader = openEmbeddedReader(file());
    const newest = async () => (await reader.load(ada, [telling('e-3', 0)])).newest.get('C#ada/order-1');
    expect(await newest()).toBeUndefined();
    await touch(store, ada, { events: [telling('e-1', 1)], rows: [named] });
    expect([await newest(), reader.reduced()]).toEqual([
      { number: 1, eventId: 'e-1' },
      { replaced: 0, unmet: 1 },
    ]);
    reader.close();
    store.close();
  });
});

describe('unpublished()', () => {
  test('gives rows in the order of commits, at most so many, until they are acknowledged', async () => {
    const store = openEmbeddedStore();
    await touch(store, 'C#b', { changes: [changesOf('C#b', 1), changesOf('C#b', 2)] });
    await touch(store, ada, { changes: [changesOf(ada, 1)] });
    const [first, second] = store.unpublished(2);
    expect([first, second].map((row) => row && rowOf(row))).toEqual([changesOf('C#b', 1), changesOf('C#b', 2)]);
    expect(store.unpublished(2)).toEqual([first, second]);
    store.published(first?.position ?? 0);
    expect(store.unpublished(9).map(rowOf)).toEqual([changesOf('C#b', 2), changesOf(ada, 1)]);
    store.close();
  });

  test('keeps rows as they are stored since the first version, without their kind, with the version of their commit', async () => {
    const store = openEmbeddedStore();
    const { kind: _changes, ...changes } = changesOf(ada, 1);
    await erase(store, ada, [{ kind: 'changes', ...changes }]);
    const { kind: _erasure, ...announcement } = announcementOf(ada);
    expect(store.unpublished(9).map(({ body }) => body)).toEqual(
      [{ ...changes, version: 1 }, announcement].map((row) => JSON.stringify(row)),
    );
    store.close();
  });

  test('gives what waited before the store was opened ahead of what came since', async () => {
    const first = openEmbeddedStore(file());
    await touch(first, ada, { changes: [changesOf(ada, 1)] });
    first.close();
    const second = openEmbeddedStore(file());
    await touch(second, ada, { changes: [changesOf(ada, 2)] });
    const waiting = second.unpublished(9);
    expect(waiting.map(rowOf)).toEqual([changesOf(ada, 1), changesOf(ada, 2)]);
    second.published(waiting[0]?.position ?? 0);
    expect(publishAll(second)).toEqual([changesOf(ada, 2)]);
    second.close();
  });

  test('gives more rows than it remembers, in their order', async () => {
    const store = openEmbeddedStore();
    const rows = Array.from({ length: 5000 }, (_, index) => changesOf(ada, index + 1));
    await touch(store, ada, { changes: rows });
    const given = [];
    for (let page = store.unpublished(1000); page.length > 0; page = store.unpublished(1000)) {
      given.push(...page.map(rowOf));
      store.published(page.at(-1)?.position ?? 0);
    }
    expect(given).toEqual(rows);
    store.close();
  });

  test('a new row comes after an acknowledged one whose history was removed', async () => {
    const store = openEmbeddedStore();
    await erase(store, ada, [changesOf(ada, 1)]);
    publishAll(store);
    await touch(store, 'C#b', { changes: [changesOf('C#b', 1)] });
    expect(publishAll(store)).toEqual([changesOf('C#b', 1)]);
    store.close();
  });
});

describe('profiles()', () => {
  test('gives customers and visitors by id, neither the linked nor the erased', async () => {
    const store = openEmbeddedStore();
    for (const person of ['C#b', 'A#a', 'C#Z', 'C#gone', 'A#c'] as const) await touch(store, person, {});
    await linkVisitor(store, [ada, visitor]);
    await erase(store, 'C#gone');
    const people = [...store.profiles()].map(({ person, state }) => [person, state.clock]);
    expect(people).toEqual([
      ['C#Z', noon],
      ['A#a', noon],
      [ada, noon],
      ['C#b', noon],
      ['A#c', noon],
    ]);
    store.close();
  });
});

describe('quarantined()', () => {
  test('gives everything in the order in which it was refused', async () => {
    const store = openEmbeddedStore();
    const ids = Array.from({ length: 1200 }, (_, index) => `q-${(index * 7) % 1200}`);
    for (const id of ids) await store.quarantine(refusedOf(id));
    expect([...store.quarantined()].map(({ id }) => id)).toEqual(ids);
    store.close();
  });
});

describe('batched()', () => {
  test('shows each save at once to whatever reads within it', async () => {
    const store = openEmbeddedStore();
    const changes = [changesOf(ada, 1), changesOf(ada, 2)];
    await store.batched(async () => {
      await touch(store, ada, { events: [eventOf('e-1')], state: stateWith({ nextReviewAt: noon + hour }) });
      expect(await gather(store.due(noon + hour))).toEqual([{ person: ada, dueAt: noon + hour }]);
      await touch(store, ada, { changes, state: stateWith({ sequence: 2, nextReviewAt: null }) });
      expect((await store.load(ada, [eventOf('e-1')])).known.size).toBe(1);
      expect(await gather(store.due(noon + hour))).toEqual([]);
      expect(await heldChanges(store, ada)).toEqual(changes);
      expect([...store.profiles()]).toEqual([{ person: ada, state: stateWith({ sequence: 2 }) }]);
      await linkVisitor(store, [ada, visitor]);
      expect(await gather(store.visitors(ada))).toEqual([visitor]);
      expect(publishAll(store)).toEqual(changes);
    });
    expect(publishAll(store)).toEqual([]);
    store.close();
  });

  test('sees what another connection has saved since the last one', async () => {
    const [one, other] = [openEmbeddedStore(file()), openEmbeddedStore(file())];
    const sequence = async (store: typeof one) => {
      const { record } = await store.load(ada, []);
      return record?.kind === 'profile' ? record.state.sequence : undefined;
    };
    for (const [turn, store] of [one, other, one, other].entries()) {
      expect(await store.batched(() => sequence(store))).toBe(turn === 0 ? undefined : turn);
      await store.batched(() => touch(store, ada, { changes: [changesOf(ada, turn + 1)] }));
      expect(await sequence(turn % 2 === 0 ? other : one)).toBe(turn + 1);
    }
    expect(publishAll(other)).toHaveLength(4);
    expect(publishAll(one)).toEqual([]);
    one.close();
    other.close();
  });

  test('keeps everybody, also of more persons than it remembers', async () => {
    const people = Array.from({ length: 120 }, (_, index) => `C#${index}` as const);
    const noise = 'x'.repeat(300_000);
    const countOn = async (store: ReturnType<typeof openEmbeddedStore>) => {
      for (const person of people) {
        const { record } = await store.load(person, []);
        const sequence = record?.kind === 'profile' ? record.state.sequence + 1 : 1;
        await touch(store, person, { state: stateWith({ sequence }, { noise }) });
      }
    };
    for (const turns of [1, 2]) {
      const store = openEmbeddedStore(file());
      await store.batched(async () => {
        for (let turn = 0; turn < turns; turn += 1) await countOn(store);
      });
      store.close();
    }
    const store = openEmbeddedStore(file());
    expect([...store.profiles()].map(({ state }) => state.sequence)).toEqual(people.map(() => 3));
    store.close();
  });

  test('keeps all saves, of which a refused one leaves nothing', async () => {
    const store = openEmbeddedStore();
    await store.batched(async () => {
      const stale = await store.load(ada, []);
      await touch(store, ada, { events: [eventOf('e-1')] });
      const link = { visitor: await store.load(visitor, []), changes: [changesOf(visitor, 1)] };
      await touch(store, visitor, {});
      expect(await touch(store, ada, { link })).toBe('conflict');
      expect(stale.record).toBeUndefined();
    });
    expect((await store.load(ada, [])).record).toEqual({ kind: 'profile', state: stateWith({}) });
    expect(publishAll(store)).toEqual([]);
    store.close();
  });

  test('keeps nothing where the work throws, and works again after', async () => {
    const store = openEmbeddedStore();
    const failing = store.batched(async () => {
      await touch(store, ada, { events: [eventOf('e-1')] });
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect((await store.load(ada, [eventOf('e-1')])).record).toBeUndefined();
    await store.batched(() => touch(store, ada, {}));
    expect((await store.load(ada, [])).record).toBeDefined();
    store.close();
  });

  test('keeps nothing where a save threw, though the work went on', async () => {
    const store = openEmbeddedStore();
    const batch = store.batched(async () => {
      await touch(store, ada, { events: [eventOf('e-1')] });
      const twice = updateOf(await store.load('C#bob', []), { events: [eventOf('e-2'), eventOf('e-2')] });
      await store.save(twice).catch(() => {});
    });
    await expect(batch).rejects.toThrow('UNIQUE');
    expect((await store.load(ada, [])).record).toBeUndefined();
    expect((await store.load('C#bob', [])).record).toBeUndefined();
    store.close();
  });

  test('one within another is refused', async () => {
    const store = openEmbeddedStore();
    await expect(store.batched(() => store.batched(async () => {}))).rejects.toThrow('a batch that is under way');
    store.close();
  });
});

describe('openEmbeddedReader()', () => {
  test('reads a store, and changes nothing of its file', async () => {
    const store = openEmbeddedStore(file());
    await touch(store, ada, { events: [eventOf('e-1')], changes: [changesOf(ada, 1)] });
    store.close();
    const before = readFileSync(file());
    const reader = openEmbeddedReader(file());
    const loaded = await reader.load(ada, [eventOf('e-1')]);
    expect([loaded.record?.kind, loaded.known.size]).toEqual(['profile', 1]);
    expect(await Array.fromAsync(reader.history(ada))).toMatchObject([{ changes: [{ sequence: 1 }] }]);
    await expect(touch(reader, ada, { events: [eventOf('e-2')] })).rejects.toThrow(/readonly/);
    await expect(reader.quarantine(refusedOf('q-1'))).rejects.toThrow(/readonly/);
    reader.close();
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  test('makes no file, and takes none that is no store', () => {
    expect(() => openEmbeddedReader(file())).toThrow(/unable to open/);
    new DatabaseSync(file()).close();
    expect(() => openEmbeddedReader(file())).toThrow(`Cannot open ${file()} as a store: it has no tables of one`);
  });
});
