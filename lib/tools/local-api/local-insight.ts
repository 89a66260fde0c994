import { setImmediate as othersTurn } from 'node:timers/promises';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { RunStores } from '#lib/use-cases/insight/pass/open-stage.ts';
import { insightInThread } from './insight-in-thread.ts';
import { insightPass } from './insight-pass.ts';
import { keptWhileUnwritten } from './kept-while-unwritten.ts';
import type { LocalApiDeps } from './local-api.ts';

type Objects = Pick<ObjectStore, 'get'>;
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

/** What a pass over everybody finds: on a thread of its own, but for a store in memory, which only this one can read. */
const passOver = ({ shop: { store, catalogue }, now, newId }: LocalApiDeps): Promise<Objects> => {
  const { source, deployment } = catalogue;
  const asked = { catalogue: { source, deployment }, at: now(), id: newId() };
  const { file } = store;
  return file === undefined ? insightPass(yielding(store), asked) : insightInThread({ ...asked, file });
};

/** Calls `make` for who asks, one at a time: whoever asks meanwhile is given the one that begins after it. */
const oneAtATime = <Made>(make: () => Promise<Made>): (() => Promise<Made>) => {
  let current: Promise<Made> | undefined;
  let following: Promise<Made> | undefined;
  const begin = (): Promise<Made> => {
    following = undefined;
    const made = make();
    current = made;
    const end = () => {
      if (current === made) current = undefined;
    };
    made.then(end, end);
    return made;
  };
  return () => {
    if (current === undefined) return begin();
    return (following ??= current.then(begin, begin));
  };
};

/** Makes the pass when it is first asked for, and again when something was written since. */
export const localInsight = (deps: LocalApiDeps): (() => Promise<Objects>) =>
  keptWhileUnwritten(
    deps,
    oneAtATime(() => passOver(deps)),
  );
