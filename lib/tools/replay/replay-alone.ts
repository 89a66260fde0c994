import type { Instant } from '#lib/core/time/instant.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { createChangeJournal, type ChangeJournal } from './change-journal.ts';
import type { Filled } from './filled.ts';
import { createLineFile, type LineFile } from './line-file.ts';
import type { OutputFiles } from './output-files.ts';
import { publishedTogether, publishWaiting } from './publish-waiting.ts';
import type { LineBlocks } from './read-lines.ts';
import type { Run } from './run.ts';
import { takeLine } from './take-line.ts';
import { writeProfiles } from './write-profiles.ts';

/** A replay on the thread of its caller. */
export interface ReplayAlone {
  readonly events: LineBlocks;
  readonly until?: Instant | undefined;
  readonly onProgress?: ((lines: number) => void) | undefined;
  readonly files: OutputFiles;
}

interface Journals {
  readonly changes: ChangeJournal;
  readonly quarantine: LineFile;
}

/** Persons reviewed between two publications. */
const reviewedTogether = 1000;

/**
 * Takes every line into the store of a run, then lets time run on; changes are published as they occur.
 *
 * @throws the file system's errors as they are.
 */
export const replayAlone = async (run: Run, what: ReplayAlone): Promise<Filled> => {
  const { files } = what;
  const quarantine = await createLineFile(files.quarantine);
  const changes = await createChangeJournal(files.changes);
  try {
    // One transaction, since all of it is kept or nothing: a page of an index is written once and not with every block.
    await run.store.batched(() => takeAll(run, what, { changes, quarantine }));
  } finally {
    await Promise.all([changes.close(), quarantine.close()]);
  }
  const profiles = await writeProfiles(run, files.profiles, what.until ?? run.now);
  const { tally, linksToCustomers, erasures, understanding } = run;
  const { countsBySegment } = changes;
  return { tally, countsBySegment, profiles, linksToCustomers, erasures, notUnderstood: understanding.notUnderstood() };
};

const takeAll = async (run: Run, what: ReplayAlone, journals: Journals): Promise<void> => {
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
