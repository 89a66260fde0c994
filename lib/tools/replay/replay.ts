import { writeFile } from 'node:fs/promises';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { createChangeJournal, type ChangeJournal, type CountsBySegment } from './change-journal.ts';
import { createLineFile, type LineFile } from './line-file.ts';
import { outputFiles, withOutput, type Output } from './output-files.ts';
import { publishWaiting } from './publish-waiting.ts';
import { forgetErased } from './quarantine-journal.ts';
import type { LineBlocks } from './read-lines.ts';
import { startRun, type Run } from './run.ts';
import type { StoreDraft } from './store-draft.ts';
import { summarise, type ReplaySummary } from './summary.ts';
import { takeLine } from './take-line.ts';
import { writeProfiles } from './write-profiles.ts';

/** The events to replay, by which catalogue and to where. */
export interface Replay extends Output {
  readonly catalogue: Catalogue;
  /** Events, one a line as EventBridge gives them, in the order in which they are taken. */
  readonly events: LineBlocks;
  /** The instant until which time runs on after the last line, inclusive; by default the latest arrival of all lines. */
  readonly until?: Instant | undefined;
  /** A clock to measure with, in milliseconds. */
  readonly stopwatch: () => number;
  /** Called after each block with the number of lines taken so far. */
  readonly onProgress?: (lines: number) => void;
}

interface Journals {
  readonly changes: ChangeJournal;
  readonly quarantine: LineFile;
}

/** Persons reviewed between two publications. */
const reviewedTogether = 1000;

/** Lines taken between two publications: few enough for their garbage to be collected while it is young. */
const publishedTogether = 512;

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
  const run = startRun(what.catalogue, draft.store);
  const countsBySegment = await runThrough(run, what);
  if (run.erasures > 0) await forgetErased(files.quarantine, isErasedIn(run));
  const profiles = await writeProfiles(run, files.profiles, what.until ?? run.now);
  const reduced = draft.store.reduced();
  await draft.store.catalogues.keep(what.catalogue);
  await draft.keep();
  const elapsedMs = what.stopwatch() - started;
  const summary = summarise(what.catalogue, {
    tally: run.tally,
    reduced,
    countsBySegment,
    profiles,
    notUnderstood: run.understanding.notUnderstood(),
    linksToCustomers: run.linksToCustomers,
    elapsedMs,
  });
  await writeFile(files.summary, `${JSON.stringify(summary, undefined, 2)}\n`);
  return summary;
};

/** Takes every line, then lets time run on; changes are published as they occur. */
const runThrough = async (run: Run, what: Replay): Promise<CountsBySegment> => {
  const files = outputFiles(what.out);
  const quarantine = await createLineFile(files.quarantine);
  const changes = await createChangeJournal(files.changes);
  try {
    // One transaction, since all of it is kept or nothing: a page of an index is written once and not with every block.
    await run.store.batched(() => takeAll(run, what, { changes, quarantine }));
  } finally {
    await Promise.all([changes.close(), quarantine.close()]);
  }
  return changes.countsBySegment;
};

const takeAll = async (run: Run, what: Replay, journals: Journals): Promise<void> => {
  for await (const lines of what.events) {
    await takeLines(run, lines, journals);
    what.onProgress?.(run.lines);
  }
  await letTimeRunOn(run, what.until ?? run.now, journals);
};

const takeLines = async (run: Run, lines: readonly string[], journals: Journals): Promise<void> => {
  for (const [index, line] of lines.entries()) {
    await takeLine(run, line, journals.quarantine);
    if (index % publishedTogether === 0) await publish(run, journals);
  }
  await publish(run, journals);
  await journals.quarantine.flush();
};

const publish = ({ store }: Run, { changes }: Journals): Promise<void> => publishWaiting(store, changes.publish);

/** Reviews all due persons a millisecond after `until`, since a review lets time run strictly before its instant. */
const letTimeRunOn = async (run: Run, until: Instant, journals: Journals): Promise<void> => {
  if (until > run.now) run.now = until;
  let reviewed = 0;
  for await (const { person } of run.store.due(until)) {
    await reviewCustomer(run.deps, person, { at: until + 1 });
    reviewed += 1;
    if (reviewed % reviewedTogether === 0) await publish(run, journals);
  }
  await publish(run, journals);
};

const isErasedIn =
  ({ store }: Run) =>
  async (person: Parameters<typeof store.load>[0]): Promise<boolean> =>
    (await store.load(person, [])).record?.kind === 'erased';
