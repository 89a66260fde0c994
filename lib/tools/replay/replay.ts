import { writeFile } from 'node:fs/promises';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { Filled } from './filled.ts';
import { outputFiles, withOutput, type Output, type OutputFiles } from './output-files.ts';
import { replayInParts, type ReplayInParts } from './parts/replay-in-parts.ts';
import { forgetErased } from './quarantine-journal.ts';
import type { LineBlocks } from './read-lines.ts';
import { replayAlone } from './replay-alone.ts';
import { startRun } from './run.ts';
import type { StoreDraft } from './store-draft.ts';
import { summarise, type ReplaySummary } from './summary.ts';

/** The events to replay, by which catalogue and to where. */
export interface Replay extends Output {
  readonly catalogue: Catalogue;
  /** Events, one a line as EventBridge gives them, in the order in which they are taken. */
  readonly events: LineBlocks;
  /** The instant until which time runs on after the last line, inclusive; by default the latest arrival of all lines. */
  readonly until?: Instant | undefined;
  /** A clock to measure with, in milliseconds. */
  readonly stopwatch: () => number;
  /** Set to decide on several threads, which gives the same bytes. */
  readonly parallel?: Pick<ReplayInParts, 'threads' | 'again' | 'start'> | undefined;
  /** Called after each block with the number of lines taken so far. */
  readonly onProgress?: (lines: number) => void;
}

/**
 * Runs events through the use cases that run on AWS, on an embedded store, with time simulated; writes
 * `changes.jsonl`, `profiles.jsonl`, `quarantine.jsonl` and `summary.json`, and keeps the store beside them.
 *
 * Memory does not grow with the number of events: all state is in the store's file.
 *
 * @throws {Error} when another replay is writing there or the store's file exists; the file system's errors as they are. The
 * store and `summary.json` exist only after a replay that has finished.
 */
export const replay = (what: Replay): Promise<ReplaySummary> => withOutput(what, (draft) => replayInto(draft, what));

const replayInto = async (draft: StoreDraft, what: Replay): Promise<ReplaySummary> => {
  const started = what.stopwatch();
  const files = outputFiles(what.out);
  const { erasures, ...filled } = await fill(draft, { ...what, files });
  if (erasures > 0) await forgetErased(files.quarantine, isErasedIn(draft));
  const reduced = draft.store.reduced();
  await draft.store.catalogues.keep(what.catalogue);
  await draft.keep();
  const summary = summarise(what.catalogue, { ...filled, reduced, elapsedMs: what.stopwatch() - started });
  await writeFile(files.summary, `${JSON.stringify(summary, undefined, 2)}\n`);
  return summary;
};

const fill = ({ file, store }: StoreDraft, what: Replay & { readonly files: OutputFiles }): Promise<Filled> =>
  what.parallel && what.parallel.threads > 1
    ? replayInParts({ ...what, ...what.parallel, store: file })
    : replayAlone(startRun(what.catalogue, store), what);

const isErasedIn =
  ({ store }: StoreDraft) =>
  async (person: Parameters<typeof store.load>[0]): Promise<boolean> =>
    (await store.load(person, [])).record?.kind === 'erased';
