import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEvents } from '../input/open-events.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { loadCatalogue } from '../input/catalogue-option.ts';

const headOfStores = 'SQLite format 3\0';

const isStore = async (path: string): Promise<boolean> => {
  if ((await stat(path)).isDirectory()) return true;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(headOfStores.length) });
    return buffer.toString('latin1', 0, bytesRead) === headOfStores;
  } finally {
    await file.close();
  }
};

const replayInto = async (out: string, events: string, catalogue: Catalogue): Promise<void> => {
  const { chunks } = await openEvents(events);
  await replay({ catalogue, events: readLines(chunks), out, stopwatch: () => performance.now() });
};

/** The catalogue that comes with Patron, if it decided the profiles of a store: a profile has only its catalogue's hash. */
export const shippedCatalogueOf = async (store: CustomerStore): Promise<Catalogue | undefined> => {
  const shipped = await loadCatalogue({ segments: undefined });
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    if (record?.kind === 'profile') return record.state.catalogue === shipped.hash ? shipped : undefined;
  }
  return undefined;
};

/**
 * Works on the store at a path: a store, the directory of a replay, or a file of events, which are replayed first, by the
 * catalogue in force, into a store that is removed afterwards.
 *
 * @param work - takes the path of the store.
 * @throws {Error} when it is none of these.
 */
export const withStoreOf = async <Result>(
  path: string,
  before: () => Promise<Catalogue>,
  work: (store: string) => Promise<Result>,
): Promise<Result> => {
  if (await isStore(path)) return work(path);
  const out = await mkdtemp(join(tmpdir(), 'patron-plan-'));
  try {
    await replayInto(out, path, await before());
    return await work(out);
  } finally {
    await rm(out, { recursive: true });
  }
};
