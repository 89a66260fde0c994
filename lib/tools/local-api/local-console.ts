import * as words from '#lib/use-cases/console/console-words.ts';
import type { ConsoleDeps } from '#lib/use-cases/api/console/console-deps.ts';
import type { LocalApiDeps } from './local-api.ts';
import { keptWhileUnwritten } from './kept-while-unwritten.ts';

/** What the console asks for, from a store on this machine. */
export const localConsole = (deps: LocalApiDeps): ConsoleDeps => ({
  mode: deps.mode,
  words: async () => words,
  get changes() {
    return deps.shop.store.changeLog;
  },
  people: keptWhileUnwritten(deps, (shop) => shop.store.rowCount()),
});
