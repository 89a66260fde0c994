import { usualPatience } from '#lib/use-cases/backfill/after-round.ts';
import type { ConductDeps } from '#lib/use-cases/backfill/conduct-pass.ts';
import { shareDone } from '#lib/use-cases/backfill/estimate.ts';
import type { Pass } from '#lib/use-cases/backfill/pass.ts';
import { runPass } from '#lib/use-cases/backfill/run-pass.ts';
import { tickAtOnce } from '#lib/use-cases/backfill/tick-at-once.ts';
import { tickThroughQueue } from '#lib/use-cases/backfill/tick-through-queue.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { wall } from '#functions/runtime/wall.ts';
import { missingOption } from '../command/options.ts';
import { knownCatalogue } from '../input/known-catalogue.ts';
import { openQueue } from '../input/queue-option.ts';
import type { Opened } from '../input/store-options.ts';
import { counted } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';
import { writeChanges } from '../output/write-changes.ts';
import { backfillOptions, type BackfillValues } from './backfill-options.ts';

const usualRate = 100;

/** The part of a pass that is the same for either kind of store. */
interface PassBasis {
  readonly catalogue: Catalogue;
  readonly conduct: Omit<ConductDeps, 'store' | 'patience'>;
}

const basisOf = async (opened: Opened, values: BackfillValues, terminal: Terminal): Promise<PassBasis> => {
  const { segments, deployment } = values;
  if (deployment === undefined) throw missing('deployment');
  const { source } = await knownCatalogue(opened, { segments }, terminal);
  const catalogue = compile(source, deployment);
  const announce = async (pass: Pass) =>
    terminal.show?.(
      `${Math.floor(100 * shareDone(pass))} %  ${counted(pass.ticked, 'customer')}, attempt ${pass.attempt}`,
    );
  const target = { catalogue: catalogue.hash, deployment: catalogue.deployment };
  return { catalogue, conduct: { target, rate: Infinity, now: wall.now, announce } };
};

const missing = (name: 'deployment' | 'queue'): Error =>
  missingOption({ command: 'backfill', name }, backfillOptions[name]);

/** @throws {Error} for a pass that ended without deciding everyone. */
const outcomeText = ({ outcome, behind, ticked, deployment, supersededBy }: Pass): string => {
  if (outcome === 'complete') return `${counted(ticked, 'customer')} decided again; no one is behind.`;
  if (outcome === 'superseded')
    throw new Error(`Cannot go back to deployment ${deployment}: customers are decided by deployment ${supersededBy}`);
  throw new Error(
    `Cannot decide everyone again: ${counted(behind, 'customer')} stay behind, --behind lists them (outcome: ${outcome})`,
  );
};

/** Decides everyone in a store on this machine; returns the outcome in words. */
export const backfillKept = async (
  opened: Opened<EmbeddedStore>,
  values: BackfillValues,
  terminal: Terminal,
): Promise<string> => {
  const { store, catalogues } = opened;
  const { catalogue, conduct } = await basisOf(opened, values, terminal);
  const { at = wall.now(), rate = Infinity, changes } = values;
  const together = <Result>(work: () => Promise<Result>) => store.batched(work);
  const ticker = tickAtOnce({ ...wall, store, catalogue, together, now: () => at });
  // There is no other writer to wait for.
  const pass = await runPass({ ...conduct, ...wall, rate, parts: 1, patience: [0, 0, 0], store, ticker });
  if (changes !== undefined) await writeChanges(store, changes);
  const text = outcomeText(pass);
  await catalogues.keep(catalogue);
  return text;
};

/** Sends a tick for everyone in a table, until the deployed functions have decided them; returns the outcome in words. */
export const backfillTable = async (opened: Opened, values: BackfillValues, terminal: Terminal): Promise<string> => {
  const { queue: url, rate = usualRate } = values;
  if (url === undefined) throw missing('queue');
  const { conduct } = await basisOf(opened, values, terminal);
  const ticker = tickThroughQueue({ ...wall, queue: await openQueue(url) });
  return outcomeText(
    await runPass({ ...conduct, ...wall, rate, patience: usualPatience, store: opened.store, ticker }),
  );
};
