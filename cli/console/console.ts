import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { wall } from '#functions/runtime/wall.ts';
import { openEmbeddedReader } from '#lib/ports/store/embedded/embedded-store.ts';
import { namingStore } from '#lib/ports/store/embedded/naming-store.ts';
import { consoleFiles } from '#lib/tools/console/console-files.ts';
import { serveConsole } from '#lib/tools/console/serve-console.ts';
import { localApi } from '#lib/tools/local-api/local-api.ts';
import { listen } from '#lib/tools/local-server/listen.ts';
import { refuseForeign } from '#lib/tools/local-server/refuse-foreign.ts';
import { defineCommand } from '../command/command.ts';
import { failureLine } from '../command/failure-line.ts';
import { exactlyOne, textOption, wholeNumberOption } from '../command/options.ts';
import { knownCatalogue } from '../input/known-catalogue.ts';
import { storeFile, storeOptions } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';

const host = '127.0.0.1';
const tokenBytes = 24;

const isOfApi = ({ url }: Request): boolean => /^\/v1(?:\/|$)/.test(new URL(url).pathname);

const serveStore = (path: string, port: number, terminal: Terminal): Promise<void> =>
  namingStore(path, async () => {
    const store = openEmbeddedReader(storeFile(path));
    try {
      const opened = { store, catalogues: store.catalogues, place: path };
      const catalogue = await knownCatalogue(opened, { segments: undefined }, terminal);
      const token = randomBytes(tokenBytes).toString('base64url');
      const { fetch } = localApi({
        ...wall,
        mode: 'store',
        shop: { store, catalogue },
        token,
        audit: (line) => terminal.printError(JSON.stringify(line)),
        failed: (error) => terminal.printError(`patron console: ${failureLine(error)}`),
      });
      const pages = serveConsole(await consoleFiles());
      const answer = (request: Request) =>
        refuseForeign({ host }, request) ?? (isOfApi(request) ? fetch(request) : pages(request));
      const server = await listen(answer, { host, port });
      terminal.print(`${server.url}/#${token}`);
      await once(process, 'SIGINT');
      await server.close();
    } finally {
      store.close();
    }
  });

export const consoleCommand = defineCommand({
  name: 'console',
  summary: 'Serves the HTTP API over a store on this machine, for programs and pages on it.',
  explanation: `Prints the address, with a token after the #: send it as Authorization: Bearer TOKEN. Everything that a deployment's API
answers is under /v1 (docs/api.md lists it), as of now, to a caller with every role. The store is open only to be read,
so that nothing can be erased or sent again. It answers this machine alone, and ends with Ctrl-C.`,
  options: {
    store: storeOptions.store,
    api: textOption('URL', 'The API of a deployment; not yet supported.'),
    port: wholeNumberOption('The port; a free one unless told.', 65_535),
  },
  run: async ({ port = 0, ...values }, terminal) => {
    const [where, place] = exactlyOne(values, ['store', 'api']);
    if (where === 'api')
      throw new Error('Cannot use --api yet: it needs the pages of the console, which are not yet supported');
    await serveStore(place, port, terminal);
  },
});
