import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { consoleFiles } from '#lib/tools/console/console-files.ts';
import { serveConsole } from '#lib/tools/console/serve-console.ts';
import { listen } from '#lib/tools/local-server/listen.ts';
import { refuseForeign } from '#lib/tools/local-server/refuse-foreign.ts';
import { defineCommand } from '../command/command.ts';
import { exactlyOne, textOption, wholeNumberOption } from '../command/options.ts';
import { storeOptions } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';
import { deployedApi, tokenVariable } from './deployed-api.ts';
import { withApiOfStore } from './store-api.ts';

const host = '127.0.0.1';
const tokenBytes = 24;

/** Answers what is below `/v1`. */
type Answering = (request: Request) => Response | Promise<Response>;

const isOfApi = ({ url }: Request): boolean => /^\/v1(?:\/|$)/.test(new URL(url).pathname);

interface Served {
  readonly port: number;
  readonly token: string;
  readonly terminal: Terminal;
  /** Called once it answers. */
  readonly onReady?: () => void;
}

/** Serves the console and an API behind it until somebody interrupts. */
const serve = async (api: Answering, { port, token, terminal, onReady }: Served): Promise<void> => {
  const pages = serveConsole(await consoleFiles());
  const answer = (request: Request) =>
    refuseForeign({ host }, request) ?? (isOfApi(request) ? api(request) : pages(request));
  const server = await listen(answer, { host, port });
  terminal.print(`${server.url}/#${token}`);
  onReady?.();
  await once(process, 'SIGINT');
  await server.close();
};

export const consoleCommand = defineCommand({
  name: 'console',
  summary: 'Opens the console and the HTTP API over a store, or over a deployment, on this machine.',
  explanation: `Prints an address to open in a browser: segments and people with their reasons, changes, insight. The token after its # is
what programs send as Authorization: Bearer TOKEN to ask the API under /v1 (docs/api.md lists it). Over a store the caller
has every role; the store is open only to be read, so that nothing can be erased or sent again. It is told of as of now, or as of
the instant in a header patron-as-of, as the console asks about data that ended more than seven days ago. What takes long to count
is kept beside it, in store.sqlite.counts and store.sqlite.insight.
With --api the pages are served here and their calls handed on to a deployment's API: to ApiUrl with the token in
${tokenVariable}, or to ApiIamUrl signed by the credentials of AWS that are found here. The roles are those of whoever that is.
It answers this machine alone, and ends with Ctrl-C.`,
  options: {
    store: storeOptions.store,
    api: textOption('URL', 'The API of a deployment: its output ApiUrl or ApiIamUrl.'),
    port: wholeNumberOption('The port; a free one unless told.', 65_535),
  },
  run: async ({ port = 0, ...values }, terminal) => {
    const [where, place] = exactlyOne(values, ['store', 'api']);
    const token = randomBytes(tokenBytes).toString('base64url');
    const served = { port, token, terminal };
    if (where === 'api') return serve(deployedApi(place, token), served);
    return withApiOfStore(place, { token, terminal }, ({ fetch, prepare }) =>
      // Where nothing can be read ahead, the first preview is told why; the store may be closed before all is read.
      serve(fetch, { ...served, onReady: () => void prepare().catch(() => {}) }),
    );
  },
});
