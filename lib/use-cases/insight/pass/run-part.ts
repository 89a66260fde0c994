import type { Person } from '#lib/core/insight/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { readAhead } from '../read-ahead.ts';
import { keepWork, takeWork } from './kept-work.ts';
import { keys } from './keys.ts';
import { openStage, type RunStores } from './open-stage.ts';
import type { Slice, SliceResult } from './run.ts';
import type { StageWork } from './stage-work.ts';

/** The stores, and the time that limits a slice. */
export interface RunPartDeps extends RunStores {
  readonly now: () => Instant;
}

const takeIn = async (work: StageWork, people: readonly Person[]): Promise<void> => {
  for await (const add of readAhead(people, (person) => work.read(person))) add();
};

/**
 * Works at a part of the store for a limited time: goes on where the part has come to, whatever became of the slices before, and
 * keeps how far it has come with what it has found.
 */
export const runPart = async (deps: RunPartDeps, slice: Slice): Promise<SliceResult> => {
  const { index, parts: of, stage, run } = slice;
  const key = keys.part(run, stage, index);
  const until = deps.now() + slice.sliceMs;
  const work = await openStage(deps, slice);
  let { after, isDone } = (await takeWork(deps.objects, key, work)) ?? { after: undefined, isDone: false };
  let [rows, people] = [0, 0];
  while (!isDone) {
    const page = await deps.store.everybody({ index, of, after });
    await takeIn(work, page.people);
    people += page.people.length;
    rows += page.rows;
    after = page.next;
    isDone = after === undefined;
    if (deps.now() >= until) break;
  }
  await keepWork(deps.objects, key, { after, isDone, work });
  return { index, isDone, rows, people };
};
