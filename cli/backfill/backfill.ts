import { usualPatience } from '#lib/use-cases/backfill/after-round.ts';
import type { ConductDeps } from '#lib/use-cases/backfill/conduct-pass.ts';
import { shareDone } from '#lib/use-cases/backfill/estimate.ts';
import type { Pass } from '#lib/use-cases/backfill/pass.ts';
import { runPass } from '#lib/use-cases/backfill/run-pass.ts';
import { tickAtOnce } from '#lib/use-cases/backfill/tick-at-once.ts';
import { tickThroughQueue } from '#lib/use-cases/backfill/tick-through-queue.ts';
import { idFieldOf } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { wall } from '#functions/runtime/wall.ts';
import { requiredOption, type Command, type OptionValues } from '../command/command.ts';
import { loadCatalogue } from '../input/load-catalogue.ts';
import { storeOptions, withStore } from '../input/open-store.ts';
import { instantOption } from '../input/read-instant.ts';
import { counted } from '../replay/summary-text.ts';
import type { Terminal } from '../output/terminal.ts';
import { writeChanges } from '../output/write-changes.ts';

const fastest = 10_000;

/** @throws {Error} when the option is no whole number from 1 to `most`. */
const wholeNumber = (values: OptionValues, name: string, most: number): number => {
  const text = values[name] ?? '';
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  throw new Error(`Cannot use --${name} as a whole number from 1 to ${most}: current value is ${JSON.stringify(text)}`);
};

/** What a pass needs wherever the store is. */
interface Asked {
  readonly catalogue: Catalogue;
  readonly conduct: Omit<ConductDeps, 'store' | 'patience'>;
}

const askedBy = async (values: OptionValues, { show }: Terminal): Promise<Asked> => {
  const { source } = await loadCatalogue(values['segments']);
  const catalogue = compile(source, wholeNumber(values, 'deployment', Number.MAX_SAFE_INTEGER));
  const announce = async (pass: Pass) =>
    show?.(`${Math.floor(100 * shareDone(pass))} %  ${counted(pass.ticked, 'customer')}, attempt ${pass.attempt}`);
  const target = { catalogue: catalogue.hash, deployment: catalogue.deployment };
  return { catalogue, conduct: { target, rate: Infinity, now: wall.now, announce } };
};

/** @throws {Error} for every end but the good one. */
const toldOf = ({ outcome, behind, ticked, deployment, supersededBy }: Pass): string => {
  if (outcome === 'complete') return `${counted(ticked, 'customer')} decided anew; nobody is behind.`;
  if (outcome === 'superseded')
    throw new Error(`Cannot go back to deployment ${deployment}: customers are decided by deployment ${supersededBy}`);
  throw new Error(
    `Cannot decide everybody anew: ${counted(behind, 'customer')} stay behind, --behind lists them (outcome: ${outcome})`,
  );
};

const backfillKept = async (store: EmbeddedStore, values: OptionValues, terminal: Terminal): Promise<string> => {
  const { catalogue, conduct } = await askedBy(values, terminal);
  const at = instantOption(values, 'at') ?? wall.now();
  const rate = values['rate'] === undefined ? Infinity : wholeNumber(values, 'rate', fastest);
  const together = <Result>(work: () => Promise<Result>) => store.batched(work);
  const ticker = tickAtOnce({ store, catalogue, together, now: () => at, sleep: wall.sleep });
  // Nobody else is at work, so there is nothing to wait for.
  const pass = await runPass({ ...conduct, ...wall, rate, parts: 1, patience: [0, 0, 0], store, ticker });
  if (values['changes'] !== undefined) await writeChanges(store, values['changes']);
  return toldOf(pass);
};

const backfillTable = async (store: CustomerStore, values: OptionValues, terminal: Terminal): Promise<string> => {
  const queueUrl = requiredOption(backfillCommand, values, 'queue');
  const rate = values['rate'] === undefined ? 100 : wholeNumber(values, 'rate', fastest);
  const { conduct } = await askedBy(values, terminal);
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  const { sqsIntakeQueue } = await import('#functions/runtime/sqs-intake-queue.ts');
  const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl });
  const ticker = tickThroughQueue({ queue, sleep: wall.sleep });
  return toldOf(await runPass({ ...conduct, ...wall, rate, patience: usualPatience, store, ticker }));
};

const listBehind = async (store: CustomerStore, values: OptionValues, { print }: Terminal): Promise<void> => {
  const { hash } = await loadCatalogue(values['segments']);
  let after: string | undefined;
  do {
    const { persons, next } = await store.behind(hash, { index: 0, of: 1, after });
    for (const { person, deployment } of persons) print(JSON.stringify({ ...idFieldOf(person), deployment }));
    after = next;
  } while (after !== undefined);
};

export const backfillCommand: Command = {
  name: 'backfill',
  summary: 'Decides everybody by another catalogue, as a deployment does.',
  explanation: `Whoever is decided by another catalogue than this one is decided anew: what its segments ask is folded from the
ledger, and changes have the origin backfill. Whoever is decided by it already is left alone, so a pass that was
interrupted is started again as it was.

In a store on this machine everybody is decided at once; of a table everybody gets a tick in the intake queue, and the
functions decide, by the catalogue that is deployed. A deployment does that by itself.`,
  options: {
    ...storeOptions,
    segments: {
      value: 'FILE',
      meaning:
        'The catalogue of segments, as JSON; by default the one that comes with Patron. Of a table, the one deployed.',
    },
    deployment: {
      value: 'N',
      meaning: 'The number of the deployment, which rises with every catalogue; needed but for --behind.',
    },
    rate: {
      value: 'N',
      meaning: 'How many customers a second, at most; 100 by default with --table, else all it can.',
    },
    queue: { value: 'URL', meaning: 'With --table: the intake queue of the deployment.' },
    at: { value: 'INSTANT', meaning: 'With --store: when they are decided; by default now.' },
    changes: {
      value: 'FILE',
      meaning: 'With --store: where to write the changes that wait to be published; by default they go on waiting.',
    },
    behind: { meaning: 'Decides nobody, and lists who is decided by another catalogue, one line of JSON each.' },
  },
  run: async (values, terminal) => {
    if (values['behind'] !== undefined) {
      const list = (store: CustomerStore) => listBehind(store, values, terminal);
      await withStore(values, { kept: list, table: list });
      return;
    }
    const kept = (store: EmbeddedStore) => backfillKept(store, values, terminal);
    const table = (store: CustomerStore) => backfillTable(store, values, terminal);
    try {
      terminal.print(await withStore(values, { kept, table }));
    } finally {
      terminal.show?.('');
    }
  },
};
