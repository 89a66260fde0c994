import type { PersonKey } from '#lib/core/profile/person.ts';
import type { BehindPage, CustomerStore, OutboxRow, StorePart } from '#lib/ports/store/customer-store.ts';
import { gather } from './store-samples.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const placeOf = (row: OutboxRow): number => (row.kind === 'changes' ? (row.changes[0]?.sequence ?? 0) : Infinity);

/** Stores promise no order of rows between persons; `sequence` orders those of one. */
const byPerson = (a: OutboxRow, b: OutboxRow): number =>
  a.person === b.person ? placeOf(a) - placeOf(b) : a.person < b.person ? -1 : 1;

/** Rows as `announcedIn` and `heldChanges` sort them. */
export const inOrder = (...rows: readonly OutboxRow[]): readonly OutboxRow[] => rows.toSorted(byPerson);

/** A row as it was given to the store, which adds the version of its commit and the place of its changes in it. */
export const asGiven = <Row extends OutboxRow>(row: Row): Row => {
  const given: Row & { version?: number; index?: number } = { ...row };
  delete given.version;
  delete given.index;
  return given;
};

export const announcedIn = async (under: StoreUnderTest) => inOrder(...(await under.announced()).map(asGiven));

export const heldChanges = async (store: CustomerStore, person: PersonKey) =>
  inOrder(...(await gather(store.history(person))).map(asGiven));

/** The versions of the commits in a customer's history that changed a person, by the first sequence of each row; 0 for a quiet one. */
export const versionsIn = async (store: CustomerStore, customer: PersonKey, person: PersonKey) =>
  Object.fromEntries(
    (await gather(store.history(customer)))
      .filter((row) => row.person === person)
      .map(({ changes, version }) => [changes[0]?.sequence ?? 0, version]),
  );

export const recordOf = async (store: CustomerStore, person: PersonKey) => (await store.load(person, [])).record;

export const dueBy = async (store: CustomerStore, until: number): Promise<readonly PersonKey[]> =>
  (await gather(store.due(until))).map(({ person }) => person).toSorted();

export const ledgerIds = async (store: CustomerStore, person: PersonKey): Promise<readonly string[]> =>
  (await gather(store.ledger(person))).map(({ eventId }) => eventId).toSorted();

/** Everybody behind a catalogue in one part, page by page, and how many rows that took. */
export const behindIn = async (store: CustomerStore, catalogue: string, { index, of, after }: StorePart) => {
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

/** Everybody behind a catalogue, asked in `of` parts at a time. */
export const behindOf = async (store: CustomerStore, catalogue: string, of: number) => {
  const parts = Array.from({ length: of }, (_, index) => behindIn(store, catalogue, { index, of }));
  return (await Promise.all(parts)).flatMap(({ persons }) => persons);
};
