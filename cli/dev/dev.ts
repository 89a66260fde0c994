import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { wall } from '#functions/runtime/wall.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { namingStore } from '#lib/ports/store/embedded/naming-store.ts';
import { consolePages } from '#lib/tools/console/console-pages.ts';
import { devApi } from '#lib/tools/dev/dev-api.ts';
import { startDev, type DevSettings } from '#lib/tools/dev/start-dev.ts';
import { isLoopback } from '#lib/tools/local-server/addressed-names.ts';
import { withWriteLock } from '#lib/tools/replay/write-lock.ts';
import { defineCommand } from '../command/command.ts';
import { failureLine } from '../command/failure-line.ts';
import type { Terminal } from '../output/terminal.ts';
import { devCatalogue } from './dev-catalogue.ts';
import { greeting } from './dev-greeting.ts';
import { checkTogether, devOptions, secretVariable, type DevValues } from './dev-options.ts';
import { devReport } from './dev-report.ts';

const usualPort = 4010;
const usualHost = '127.0.0.1';

/** Under these names containers reach the machine that they run on. */
const containerNames = ['host.docker.internal', 'host.containers.internal'];

const frozenAt = ({ frozen, now }: DevValues): DevSettings['frozenAt'] =>
  frozen ? () => now ?? wall.now() : undefined;

const webhookOf = ({ webhook: url }: DevValues): DevSettings['webhook'] => {
  const secret = process.env[secretVariable];
  if (url === undefined) return undefined;
  return { url, secret: (kept) => secret ?? kept(`whsec_${randomBytes(24).toString('base64')}`) };
};

const settingsOf = (values: DevValues, catalogue: Catalogue, terminal: Terminal): DevSettings => {
  const { host = usualHost, port = usualPort, store, strict } = values;
  return {
    ...wall,
    host,
    port,
    ownNames: [hostname(), ...containerNames],
    catalogue,
    file: store,
    isStrict: strict,
    frozenAt: frozenAt(values),
    webhook: webhookOf(values),
    report: devReport(terminal, catalogue.source),
    pages: consolePages(),
    api: devApi({ ...wall, failed: (error) => terminal.printError(`patron dev: ${failureLine(error)}`) }),
  };
};

const untilStopped = (): Promise<unknown> => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);

const serve = async (values: DevValues, terminal: Terminal): Promise<void> => {
  const { host = usualHost, store } = values;
  const catalogue = await devCatalogue(values);
  const stopped = untilStopped();
  const dev = await startDev(settingsOf(values, catalogue, terminal));
  terminal.print(greeting({ ...dev, source: catalogue.source, store }, terminal.style));
  if (!isLoopback(host))
    terminal.printError(`Warning: ${host} is reached by others than this machine, and nobody is asked who they are.`);
  await stopped;
  await dev.close();
};

export const devCommand = defineCommand({
  name: 'dev',
  summary: 'Runs Patron on this machine, for a shop under development.',
  explanation: `It takes PutEvents of Amazon EventBridge, so that a back end reaches it with the AWS SDK or command line that it already
uses, by AWS_ENDPOINT_URL_EVENTBRIDGE; signatures are not checked. Changes are printed, and go to GET /changes and to
--webhook. Time runs, and what is due happens; with --frozen it stands, and POST /advance?by=P60D lets sixty days pass.
GET /events has what came, as lines for patron replay. POST /reset begins anew. The console is at /, the API under /v1.
SIGINT ends it.

The secret of the webhook is that of ${secretVariable}, or else made up once and kept in the store.`,
  options: devOptions,
  run: async (values, terminal) => {
    checkTogether(values, process.env[secretVariable]);
    const { store } = values;
    if (store === undefined) return serve(values, terminal);
    const refusal = `Cannot use ${store} as a store: another patron dev uses it`;
    const lock = { place: store, file: `${store}.lock`, refusal };
    return namingStore(store, () => withWriteLock(lock, () => serve(values, terminal)));
  },
});
