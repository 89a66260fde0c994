import { readFile } from 'node:fs/promises';
import type { HourCount } from '#lib/core/members/change-counts.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { AllCounts } from '#lib/ports/store/embedded/member-counts.ts';
import { fileMark } from '#lib/ports/store/embedded/file-mark.ts';
import { packLines, unpackLines } from '#lib/use-cases/insight/pass/kept-lines.ts';
import { writeWhole } from '../files/write-whole.ts';

/** Rises when counts are kept otherwise. */
const version = 1;

/** What counts are of. */
interface Head {
  readonly version: number;
  readonly mark: string;
  readonly position: number;
  readonly people: number;
  readonly members: readonly (readonly [segment: string, members: number])[];
}

/** The hours of a segment, each as its beginning, entries and exits. */
type Line = readonly [segment: string, hours: readonly (readonly [number, number, number])[]];

const linesOf = function* (mark: string, { profiles, log }: AllCounts): Iterable<string> {
  const { people, members } = profiles;
  const head: Head = { version, mark, position: log.position, people, members: [...members] };
  yield JSON.stringify(head);
  for (const [segment, hours] of log.hours) {
    const line: Line = [segment, hours.map(({ hour, entered, exited }) => [hour, entered, exited])];
    yield JSON.stringify(line);
  }
};

const hoursIn = (text: string): readonly [string, readonly HourCount[]] => {
  const [segment, hours] = JSON.parse(text) as Line;
  return [segment, hours.map(([hour, entered, exited]) => ({ hour, entered, exited }))];
};

const countsIn = (body: Uint8Array, mark: string): AllCounts | undefined => {
  const [first = '{}', ...lines] = unpackLines(body);
  const head = JSON.parse(first) as Head;
  if (head.version !== version || head.mark !== mark) return undefined;
  const { people, members, position } = head;
  return { profiles: { people, members: new Map(members) }, log: { position, hours: lines.map(hoursIn) } };
};

/** A file that is not there, or that this version cannot read, is made anew. */
const read = async (path: string, mark: string): Promise<AllCounts | undefined> => {
  try {
    return countsIn(await readFile(path), mark);
  } catch {
    return undefined;
  }
};

/**
 * Counts a store that is only read, and keeps the counts beside it for the next time: they are taken then, unless anything was
 * written since. Counts name nobody.
 */
export const countAndKeep = async ({ members, file }: EmbeddedStore): Promise<void> => {
  if (file === undefined) return;
  const [path, mark] = [`${file}.counts`, await fileMark(file)];
  const kept = await read(path, mark);
  if (kept !== undefined) {
    members.resume(kept);
    return;
  }
  const counts = await members.all();
  await writeWhole(path, packLines(linesOf(mark, counts)));
};
