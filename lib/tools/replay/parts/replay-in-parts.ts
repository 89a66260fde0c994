import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { joinParts } from '#lib/ports/store/embedded/join-parts.ts';
import type { Filled } from '../filled.ts';
import type { OutputFiles } from '../output-files.ts';
import type { LineBlocks } from '../read-lines.ts';
import { partOf, removeStore } from '../store-draft.ts';
import { countsOfAll } from './counts.ts';
import { letTimeRunOn } from './let-time-run-on.ts';
import type { PartStart } from './part-answers.ts';
import { groupsIn } from './routing.ts';
import { startThread, type PartThread } from './start-thread.ts';
import { Sharing } from './sharing.ts';
import { takeLines } from './take-lines.ts';
import { TakenFiles } from './taken-files.ts';
import { writeProfiles } from './write-profiles.ts';

/** A replay on several threads. */
export interface ReplayInParts {
  readonly catalogue: Catalogue;
  readonly events: LineBlocks;
  /** The same events, which are read first for who is linked to whom. */
  readonly again: LineBlocks;
  readonly until?: Instant | undefined;
  readonly onProgress?: ((lines: number) => void) | undefined;
  readonly files: OutputFiles;
  /** The new store, whose tables are empty; the parts are made beside it. */
  readonly store: string;
  /** How many threads decide events. */
  readonly threads: number;
  /** Starts a thread. */
  readonly start?: ((part: PartStart) => PartThread) | undefined;
}

/** Lines first, then time; what comes of both is written as it comes. */
const takeAll = async (what: ReplayInParts, threads: readonly PartThread[], files: TakenFiles): Promise<Instant> => {
  const sharing = new Sharing(await groupsIn(what.again), threads.length);
  try {
    await takeLines(what, threads, [sharing, files]);
    const { now } = sharing;
    await letTimeRunOn(what.until ?? now, threads, [sharing, files]);
    return now;
  } finally {
    await files.close();
  }
};

const runThreads = async (what: ReplayInParts, threads: readonly PartThread[], files: TakenFiles): Promise<Filled> => {
  const now = await takeAll(what, threads, files);
  await writeProfiles(what.files.profiles, threads, what.until ?? now);
  const counts = countsOfAll(await Promise.all(threads.map((thread) => thread.ask<'end'>({ kind: 'end' }))));
  const { receipts, understanding } = files;
  return { ...counts, notUnderstood: understanding.notUnderstood(), erasures: receipts.count };
};

/**
 * Replays events on several threads, each of which has the people of a part of the groups that depend on each other, and a store of its
 * own. What they give is written in the order of lines: the same bytes as one thread writes.
 *
 * @throws whatever a thread throws, and the file system's errors as they are.
 */
export const replayInParts = async (what: ReplayInParts): Promise<Filled> => {
  const { catalogue, store, start = startThread } = what;
  const parts = Array.from({ length: what.threads }, (_, index) => partOf(store, index));
  const threads = parts.map((file) =>
    start({ file, of: parts.length, catalogue: catalogue.source, deployment: catalogue.deployment }),
  );
  try {
    const files = await TakenFiles.create(what.files, catalogue.source.currency);
    const filled = await runThreads(what, threads, files);
    joinParts(store, parts, files.receipts.idOf);
    return filled;
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
    await Promise.all(parts.map(removeStore));
  }
};
