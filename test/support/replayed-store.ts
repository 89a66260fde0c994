import { join } from 'node:path';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { inNewFolder } from './folder.ts';

/** What is replayed into a store. */
export interface Replayable {
  readonly catalogue: Catalogue;
  readonly lines: readonly string[];
  readonly until?: string | undefined;
}

const blockOf = async function* (lines: readonly string[]): LineBlocks {
  yield lines;
};

/** Replays lines into a store, which is gone when the work is done. */
export const withReplayed = async <Result>(
  { catalogue, lines, until }: Replayable,
  work: (store: EmbeddedStore, file: string) => Promise<Result>,
): Promise<Result> =>
  inNewFolder(async (out) => {
    const file = join(out, 'kept.sqlite');
    await replay({
      catalogue,
      events: blockOf(lines),
      out,
      until: readInstant(until),
      store: file,
      stopwatch: () => 0,
    });
    const store = openEmbeddedStore(file);
    try {
      return await work(store, file);
    } finally {
      store.close();
    }
  });
