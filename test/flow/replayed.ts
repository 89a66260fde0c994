import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { LineBlocks } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { ReplaySummary } from '#lib/tools/replay/summary.ts';
import { inNewFolder } from '#test/support/folder.ts';

/** A published entry, as far as tests ask for its fields by name. */
interface PublishedEntry {
  readonly 'detail-type': string;
  readonly detail: {
    readonly changeId: string;
    readonly customerId?: string;
    readonly anonymousId?: string;
    readonly sequence: number;
    readonly status: string;
    readonly segment: { readonly key: string };
    readonly effectiveAt: string;
    readonly erasedAt: string;
    readonly origin: string;
  };
}

/** A quarantined line. */
interface Quarantined {
  readonly line: number;
  readonly reason: string;
  readonly message: string;
  readonly entry: unknown;
}

/** All that a replay wrote. */
export interface Replayed {
  readonly changes: readonly PublishedEntry[];
  readonly profiles: readonly object[];
  readonly quarantine: readonly Quarantined[];
  readonly summary: ReplaySummary;
}

/** What is given to a replay. */
export interface Given {
  readonly segments: readonly Segment[];
  readonly events: readonly (string | object)[];
  readonly until?: string;
  /** How many lines are handed over at once; all by default. */
  readonly block?: number;
}

const linesIn = async <Line>(file: string): Promise<readonly Line[]> => {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line): Line => JSON.parse(line));
};

const readSummary = async (file: string): Promise<ReplaySummary> => JSON.parse(await readFile(file, 'utf8'));

const blocksOf = async function* (lines: readonly string[], size: number): LineBlocks {
  for (let at = 0; at < lines.length; at += size) yield lines.slice(at, at + size);
};

/** Reads what a replay wrote to a directory. */
export const readReplayed = async (out: string): Promise<Replayed> => ({
  changes: await linesIn(join(out, 'changes.jsonl')),
  profiles: await linesIn(join(out, 'profiles.jsonl')),
  quarantine: await linesIn(join(out, 'quarantine.jsonl')),
  summary: await readSummary(join(out, 'summary.json')),
});

/** Runs events through the replay, and reads what it wrote. */
export const replayed = async ({ segments, events, until, block = 1000 }: Given): Promise<Replayed> =>
  inNewFolder(async (out) => {
    const lines = events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)));
    await replay({
      catalogue: compile({ currency: 'GBP', segments }),
      events: blocksOf(lines, block),
      out,
      until: readInstant(until),
      stopwatch: () => 0,
    });
    return readReplayed(out);
  });

/** `cust-1 1 +recent 2026-03-01T10:00:00.000Z live`, one for each change; `ProfileErased` stands as it is. */
export const changesIn = ({ changes }: Pick<Replayed, 'changes'>): readonly string[] =>
  changes.map(({ 'detail-type': type, detail }) => {
    const who = detail.customerId ?? `~${detail.anonymousId ?? ''}`;
    if (type === 'ProfileErased') return `${who} erased ${detail.erasedAt}`;
    const sign = detail.status === 'entered' ? '+' : '-';
    return `${who} ${detail.sequence} ${sign}${detail.segment.key} ${detail.effectiveAt} ${detail.origin}`;
  });
