import { setImmediate as othersTurn } from 'node:timers/promises';
import { fileMark } from '#lib/ports/store/embedded/file-mark.ts';
import type { RunStores } from '#lib/use-cases/insight/pass/open-stage.ts';
import type { LocalApiDeps } from '../local-api.ts';
import { readInsight } from './insight-file.ts';
import { insightPass, type PassedResults } from './insight-pass.ts';
import { passInThread } from './pass-in-thread.ts';

type Store = RunStores['store'];

/** The store as a pass reads it, which lets others have their turn before each page and each person's past. */
const yielding = (store: Store): Store => ({
  everybody: async (part) => {
    await othersTurn();
    return store.everybody(part);
  },
  ledger: async function* ledger(person) {
    await othersTurn();
    yield* store.ledger(person);
  },
  history: (person) => store.history(person),
  visitors: (customer) => store.visitors(customer),
  load: (person, events) => store.load(person, events),
  rowCount: () => store.rowCount(),
});

/** Where the results over a store in a file are kept: beside it. */
const insightFileOf = (file: string): string => `${file}.insight`;

/**
 * Makes a pass over the store of a shop: on a thread of its own, but for a store in memory, which only this one can read. What is
 * found over a store that is only read is kept beside it.
 */
export const makePass = async ({
  shop: { store, catalogue },
  mode,
  now,
  newId,
  failed,
}: LocalApiDeps): Promise<PassedResults> => {
  const { source, deployment, hash } = catalogue;
  const pass = { catalogue: { source, deployment }, at: now(), id: newId() };
  const { file } = store;
  if (file === undefined) return insightPass(yielding(store), pass);
  const head = { catalogue: hash, mark: await fileMark(file) };
  return passInThread(
    { ...pass, file, keep: mode === 'store' ? { path: insightFileOf(file), head } : undefined },
    failed,
  );
};

/** What an earlier process has kept beside a store, by the same catalogue. */
interface KeptPass {
  readonly results: PassedResults;
  /** Whether nothing was written since. */
  readonly isNew: boolean;
}

/** Reads what was kept beside a store that is only read. */
export const keptPass = async ({ mode, shop }: LocalApiDeps): Promise<KeptPass | undefined> => {
  const { store, catalogue } = shop;
  if (mode !== 'store' || store.file === undefined) return undefined;
  const [mark, kept] = await Promise.all([fileMark(store.file), readInsight(insightFileOf(store.file))]);
  if (kept?.head.catalogue !== catalogue.hash) return undefined;
  return { results: kept.results, isNew: kept.head.mark === mark };
};
