import { SamplePool, type Pooled } from '#lib/core/insight/sample-pool.ts';
import { sampleSize } from '#lib/core/insight/survey.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { unpackLines } from './kept-lines.ts';
import { keys } from './keys.ts';

/** Reads the samples of a run. */
export const readPeople = async (objects: ObjectStore, run: string, sides: number): Promise<SamplePool<string>> => {
  const body = await objects.get(keys.people(run));
  if (body === undefined) throw new Error(`Cannot go on with a run as planned: nothing is kept of its samples`);
  const pool = new SamplePool<string>({ sides, most: sampleSize });
  let isHead = true;
  for (const line of unpackLines(body)) {
    if (isHead) pool.count(JSON.parse(line) as readonly number[]);
    else pool.take(JSON.parse(line) as Pooled<string>);
    isHead = false;
  }
  return pool;
};
