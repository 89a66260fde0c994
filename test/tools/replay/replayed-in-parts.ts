import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAnswering } from '#lib/tools/replay/parts/answer-requests.ts';
import type { PartThread } from '#lib/tools/replay/parts/start-thread.ts';
import type { PartRequest, PartStart } from '#lib/tools/replay/parts/part-answers.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { dumpOf } from '#test/upgrade/database-dump.ts';

/** A thread's work without the thread, which would take most of the time of a short stream; all that is said is cloned as for one. */
const startHere = (start: PartStart): PartThread => {
  const answer = startAnswering(structuredClone(start));
  let before: Promise<unknown> = Promise.resolve();
  const ask = (request: PartRequest) => {
    const asked = structuredClone(request);
    const answered = before.then(async () => structuredClone(await answer(asked)));
    before = answered.catch(() => {});
    return answered;
  };
  return { ask: ask as PartThread['ask'], end: async () => {} };
};

const blocksOf = async function* (lines: readonly string[], size: number): LineBlocks {
  for (let at = 0; at < lines.length; at += size) yield lines.slice(at, at + size);
};

/** Rows without their places, which have gaps where people were erased. */
const withoutPlaces = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map((row) => ({ ...row, position: 0 }));

const names = ['changes.jsonl', 'profiles.jsonl', 'quarantine.jsonl', 'summary.json'];

const keyOf = ({ key }: Readonly<Record<string, unknown>>): string => JSON.stringify(key);

/** All that a replay leaves. */
const left = async (out: string) => {
  const { version, schema, tables } = dumpOf(join(out, 'store.sqlite'));
  const { sqlite_sequence: _sequence, publication: _publication, person = [], ...rest } = tables;
  return {
    files: await Promise.all(names.map((name) => readFile(join(out, name), 'utf8'))),
    version,
    schema: schema.toSorted(),
    persons: person.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
    tables: Object.fromEntries(Object.entries(rest).map(([name, rows]) => [name, withoutPlaces(rows)])),
  };
};

/** What is given to a replay in parts. */
export interface InParts {
  readonly catalogue: Catalogue;
  readonly lines: readonly string[];
  readonly until?: Instant | undefined;
  /** How many lines are handed over at once. */
  readonly block: number;
  readonly threads: number;
  readonly start?: ((start: PartStart) => PartThread) | undefined;
}

/** Replays lines into a folder; what is left there. */
export const replayedInto = async (
  out: string,
  { catalogue, lines, until, block, threads, start = startHere }: InParts,
) => {
  await replay({
    catalogue,
    events: blocksOf(lines, block),
    out,
    until,
    stopwatch: () => 0,
    parallel: { threads, again: blocksOf(lines, 3), start },
  });
  return left(out);
};
