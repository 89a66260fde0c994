import { wall } from '#functions/runtime/wall.ts';
import { openEmbeddedReader, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { namingStore } from '#lib/ports/store/embedded/naming-store.ts';
import { countAndKeep } from '#lib/tools/local-api/kept-counts.ts';
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
const countAhead = (store: EmbeddedStore, { prepareInsight }: LocalApi, failed: (error: unknown) => void): void => {
  // A failure to look is told to who asks; counts that cannot be kept are counted again the next time.
  prepareInsight().catch(() => {});
  countAndKeep(store).catch(failed);
};

const failingOn =
  (terminal: Terminal) =>
  (error: unknown): void =>
    terminal.printError(`patron console: ${failureLine(error)}`);

/** Runs something with the API over a store, which is open only to be read and closed afterwards. */
export const withApiOfStore = (
  path: string,
  { token, terminal }: Asked,
  use: (api: LocalApi) => Promise<void>,
): Promise<void> =>
  namingStore(path, async () => {
    const store = openEmbeddedReader(storeFile(path));
    const failed = failingOn(terminal);
    let isOpen = true;
    try {
      const opened = { store, catalogues: store.catalogues, place: path };
      const catalogue = await knownCatalogue(opened, { segments: undefined }, terminal);
      const api = localApi({
        ...wall,
        mode: 'store',
        shop: { store, catalogue },
        token,
        audit: (line) => terminal.printError(JSON.stringify(line)),
        failed,
      });
      countAhead(store, api, (error) => {
        if (isOpen) failed(error);
      });
      await use(api);
    } finally {
      isOpen = false;
      store.close();
    }
  });
