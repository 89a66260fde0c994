import type { LineBlocks } from '../read-lines.ts';
import type { PartTaken } from './part-answers.ts';
import type { PartThread } from './start-thread.ts';
import type { Sharing } from './sharing.ts';
import type { TakenFiles } from './taken-files.ts';

/** Lines handed out together. */
const together = 1024;

/** How many such shares may be on their way. */
const farthestAhead = 4;

/** Lines to share out. */
export interface LinesToTake {
  readonly events: LineBlocks;
  /** Called with the number of lines taken so far. */
  readonly onProgress?: ((lines: number) => void) | undefined;
}

/** Lines on their way, and what will come of them. */
interface OnItsWay {
  readonly lines: number;
  readonly taken: Promise<readonly PartTaken[]>;
}

/** Writes what came of lines, in their order, once there are too many on their way. */
const settling = (files: TakenFiles, onProgress: LinesToTake['onProgress']) => {
  const onTheirWay: OnItsWay[] = [];
  let written = 0;
  const settle = async (mostLeft: number): Promise<void> => {
    for (let first = onTheirWay[0]; first && onTheirWay.length > mostLeft; first = onTheirWay[0]) {
      await files.write(await first.taken);
      onTheirWay.shift();
      written += first.lines;
      onProgress?.(written);
    }
  };
  return {
    add: async (next: OnItsWay): Promise<void> => {
      // Another that is awaited first may fail; until then it must not end the process as an unhandled rejection.
      next.taken.catch(() => {});
      onTheirWay.push(next);
      await settle(farthestAhead);
    },
    all: () => settle(0),
  };
};

/** Shares lines out over threads; what comes back is written in the order of lines. */
export const takeLines = async (
  { events, onProgress }: LinesToTake,
  threads: readonly PartThread[],
  [sharing, files]: readonly [Sharing, TakenFiles],
): Promise<void> => {
  const settled = settling(files, onProgress);
  const hand = (texts: readonly string[]): Promise<readonly PartTaken[]> => {
    const shares = sharing.share(texts);
    return Promise.all(
      threads.flatMap((thread, part) => {
        const share = shares[part];
        return share && share.texts.length > 0 ? [thread.ask<'lines'>(share)] : [];
      }),
    );
  };
  for await (const block of events) {
    for (let at = 0; at < block.length; at += together) {
      const texts = block.slice(at, at + together);
      await settled.add({ lines: texts.length, taken: hand(texts) });
    }
  }
  await settled.all();
};
