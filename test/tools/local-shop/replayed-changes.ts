import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { inNewFolder } from '#test/support/folder.ts';

const blockOf = async function* (lines: readonly string[]): LineBlocks {
  yield lines;
};

/** The lines of `changes.jsonl` that a replay of lines writes. */
export const replayedChanges = (
  catalogue: Catalogue,
  lines: readonly string[],
  until: Instant,
): Promise<readonly string[]> =>
  inNewFolder(async (out) => {
    await replay({ catalogue, events: blockOf(lines), out, until, stopwatch: () => 0 });
    return readFileSync(join(out, 'changes.jsonl'), 'utf8').split('\n').filter(Boolean);
  });

/** A line of a change without the one thing that may differ, by its person. */
export const asDecided = (line: string): string => line.replace(/"decidedAt":"[^"]*",/, '');
