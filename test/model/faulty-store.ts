import type { ChangeRow, CustomerStore, CustomerUpdate, LoadedPerson } from '#lib/ports/store/customer-store.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { answerKeys, noAnswer } from '#lib/ports/store/dynamodb/answers.ts';
import { readRows } from '#lib/ports/store/dynamodb/batch-calls.ts';
import { keyId, keyOf } from '#lib/ports/store/dynamodb/item.ts';
import { LoadedItem, loadPerson, storedOf } from '#lib/ports/store/dynamodb/load-person.ts';
import { recordRows } from '#lib/ports/store/dynamodb/record-rows.ts';
import { unsettledChanges } from '#lib/ports/store/dynamodb/save-update.ts';
import type { Table } from '#lib/ports/store/dynamodb/table.ts';
import { nothingUnsettled, type Unsettled } from '#lib/ports/store/dynamodb/unsettled.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { clientThrough, isRecording, readingOnly, type Command, type Send } from './faulty-client.ts';

/** A store with one rule left out. */
export type Faulty = (store: CustomerStore, table: Table) => CustomerStore;

/** A store some of whose methods are others. */
export const overriding = (store: CustomerStore, others: Partial<CustomerStore>): CustomerStore =>
  new Proxy(store, {
    get: (target, name): unknown => {
      const method: unknown = Reflect.get(others, name) ?? Reflect.get(target, name);
      return typeof method === 'function' ? (method.bind(target) as unknown) : method;
    },
  });

/** The same store over a client whose calls go through `through`. */
export const storeThrough = (table: Table, through: (command: Command, send: Send) => Promise<object>): CustomerStore =>
  dynamoDbStore({ ...table, client: clientThrough(table.client, through) });

const withUnsettled = (loaded: LoadedPerson, unsettled: Unsettled): LoadedPerson =>
  new LoadedItem({ ...storedOf(loaded), unsettled }, loaded);

/** What was not there before the profile was read stays unseen. */
export const rowsBeforeProfile: Faulty = (store, table) =>
  overriding(store, {
    load: async (person, events) => {
      const keys = answerKeys(events);
      const early = await readRows(table, keys);
      const unseen = new Set(keys.map(keyId).filter((id) => !early.has(id)));
      const client = clientThrough(table.client, (command, send) =>
        readingOnly([command, send], (item) => !unseen.has(keyId(keyOf(item)))),
      );
      return loadPerson({ ...table, client }, person, events);
    },
  });

export const eventsBeforeChanges: Faulty = (store, table) =>
  overriding(store, {
    save: async (update) => {
      const held: Command[] = [];
      const direct: Send = (command) => (table.client.send as unknown as Send).call(table.client, command);
      const inverted = storeThrough(table, async (command, send) => {
        if (!isRecording(command, /^CHANGE#/u)) return send(command);
        held.push(command);
        return {};
      });
      const result = await inverted.save(update);
      for (const command of held) await direct(command);
      return result;
    },
  });

export const neverRecordingAgain: Faulty = (store) =>
  overriding(store, {
    recordAgain: async (loaded, duplicates) => {
      if (loaded.record?.kind === 'erased') await store.recordAgain(loaded, duplicates);
    },
  });

export const settlingUnseen: Faulty = (store) =>
  overriding(store, {
    load: async (person, events) => withUnsettled(await store.load(person, events), nothingUnsettled),
  });

export const recordingBeforeCommit: Faulty = (store, table) =>
  overriding(store, {
    save: async (update) => {
      await recordRows(table, [], update.events);
      return store.save(update);
    },
  });

export const publishingBeforeCommit: Faulty = (store, table) =>
  overriding(store, {
    save: async (update) => {
      const { version } = storedOf(update.loaded);
      await recordRows(table, unsettledChanges(update.changes, version + 1), []);
      return store.save(update);
    },
  });

export const acknowledgingBeforeRecording: Faulty = (store, table) =>
  overriding(store, {
    save: (update) =>
      storeThrough(table, async (command, send) => {
        if (!isRecording(command)) return send(command);
        send(command).catch(() => {});
        return {};
      }).save(update),
  });

export const forgettingTheVisitorsUnsettled: Faulty = (store) =>
  overriding(store, {
    save: ({ link, ...update }) =>
      store.save(
        link === undefined
          ? update
          : { ...update, link: { ...link, visitor: withUnsettled(link.visitor, nothingUnsettled) } },
      ),
  });

const atWallClock = (row: ChangeRow, table: Table): ChangeRow =>
  row.origin === 'timer' ? { ...row, effectiveAt: formatInstant(table.now()) } : row;

export const timersAtWallClock: Faulty = (store, table) =>
  overriding(store, {
    save: (update) => store.save({ ...update, changes: update.changes.map((row) => atWallClock(row, table)) }),
  });

const announcedAfterAll = ({ heldBack: _heldBack, ...row }: ChangeRow): ChangeRow => row;

export const forgettingTheQuietTime: Faulty = (store) =>
  overriding(store, {
    save: (update) => store.save({ ...update, changes: update.changes.map(announcedAfterAll) }),
  });

const movedClock = ({ state, events, ...update }: CustomerUpdate, now: number): CustomerUpdate => ({
  ...update,
  events,
  state: events.length > 0 ? state : { ...state, clock: Math.max(state.clock, now) },
});

export const ticksMoveTheClock: Faulty = (store, table) =>
  overriding(store, { save: (update) => store.save(movedClock(update, table.now())) });

/** Who knows only rows takes what was committed and not yet recorded for new. */
export const knowingOnlyRows: Faulty = (store) =>
  overriding(store, {
    load: async (person, events) => {
      const loaded = await store.load(person, events);
      const unsettled = new Set(loaded.unrecorded.map(({ person: own, eventId }) => `${own}/${eventId}`));
      const known = new Map([...loaded.known].filter(([id]) => !unsettled.has(id)));
      const { named, stripped, newest } = loaded;
      return new LoadedItem(storedOf(loaded), { known, named, stripped, newest });
    },
  });

export const nobodyIsBehind: Faulty = (store) =>
  overriding(store, { behind: async () => ({ persons: [], rows: 0, next: undefined }) });

export const nobodyIsDue: Faulty = (store) => overriding(store, { due: async function* () {} });

/** Takes a record of one kind for nothing, as if the item had been deleted. */
const forgetting =
  (kind: 'linked' | 'erased'): Faulty =>
  (store) =>
    overriding(store, {
      load: async (person, events) => {
        const loaded = await store.load(person, events);
        if (loaded.record?.kind !== kind) return loaded;
        return new LoadedItem({ ...storedOf(loaded), record: undefined, sequence: 0 }, noAnswer);
      },
    });

export const laterLinksWin = forgetting('linked');
export const forgettingTombstones = forgetting('erased');
