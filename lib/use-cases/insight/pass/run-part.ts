import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { personsPage } from '#lib/ports/store/all-persons.ts';
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

/** Takes people in. Somebody who was erased or linked since the page was read has no profile. */
const takeIn = async ({ store }: RunStores, work: StageWork, persons: readonly PersonKey[]): Promise<number> => {
  let count = 0;
  const reading = readAhead(persons, async (person) => {
    const { record } = await store.load(person, []);
    return record?.kind === 'profile' ? work.read({ person, state: record.state }) : undefined;
  });
  for await (const add of reading) {
    add?.();
    count += add ? 1 : 0;
  }
  return count;
};

/**
 * Works at a part of the store for a limited time: goes on where the part has come to, whatever became of the slices before, and
 * keeps how far it has come with what it has found.
 */
export const runPart = async (deps: RunPartDeps, slice: Slice): Promise<SliceResult> => {
  const { index, parts: of, stage, run } = slice;
  const key = keys.part(run, stage, index);
  const until = deps.now() + slice.sliceMs;
  const work = await openStage(deps, slice, stage);
  let { after, isDone } = (await takeWork(deps.objects, key, work)) ?? { after: undefined, isDone: false };
  let [rows, people] = [0, 0];
  while (!isDone) {
    const page = await personsPage(deps.store, { index, of, after });
    people += await takeIn(deps, work, page.persons);
    rows += page.rows;
    after = page.next;
    isDone = after === undefined;
    if (deps.now() >= until) break;
  }
  await keepWork(deps.objects, key, { after, isDone, work });
  return { index, isDone, rows, people };
};
