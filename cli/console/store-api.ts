import { wall } from '#functions/runtime/wall.ts';
import { openEmbeddedReader, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { namingStore } from '#lib/ports/store/embedded/naming-store.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import { failureLine } from '../command/failure-line.ts';
import { knownCatalogue } from '../input/known-catalogue.ts';
import { storeFile } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';

type LocalApi = ReturnType<typeof localApi>;

interface Asked {
  readonly token: string;
  readonly terminal: Terminal;
}

/**
 * The first page asks how many are in each segment, and were, and others what people are like: counting and looking begin at once,
 * since a large store takes a while.
 */
const countAhead = ({ members }: EmbeddedStore, { prepareInsight }: LocalApi): void => {
  // A failure is told to who asks.
  for (const begun of [prepareInsight(), members.isCounted(), members.people()]) begun.catch(() => {});
};

/** Runs something with the API over a store, which is open only to be read and closed afterwards. */
export const withApiOfStore = (
  path: string,
  { token, terminal }: Asked,
  use: (api: LocalApi) => Promise<void>,
): Promise<void> =>
  namingStore(path, async () => {
    const store = openEmbeddedReader(storeFile(path));
    try {
      const opened = { store, catalogues: store.catalogues, place: path };
      const catalogue = await knownCatalogue(opened, { segments: undefined }, terminal);
      const api = localApi({
        ...wall,
        mode: 'store',
        shop: { store, catalogue },
        token,
        audit: (line) => terminal.printError(JSON.stringify(line)),
        failed: (error) => terminal.printError(`patron console: ${failureLine(error)}`),
      });
      countAhead(store, api);
      await use(api);
    } finally {
      store.close();
    }
  });
