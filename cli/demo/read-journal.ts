import { createReadStream } from 'node:fs';
import type { SegmentChange } from '#lib/core/engine/decision.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';

/** A published change, with the fields that the demo shows. */
export interface PublishedChange extends SegmentChange {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly effectiveAt: string;
}

/** A line of `profiles.jsonl`, with the fields that the demo shows. */
export interface WrittenProfile {
  readonly customerId?: string;
  readonly traits: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly segments: readonly { readonly key: string; readonly enteredAt: string }[];
  readonly sequence: number;
  readonly nextReviewAt: string | null;
}

/** Reads a file of lines of JSON that a replay has written. */
export const readJournal = async function* <Line>(path: string): AsyncIterable<Line> {
  for await (const lines of readLines(createReadStream(path))) {
    for (const line of lines) {
      const value: Line = JSON.parse(line);
      yield value;
    }
  }
};

/** Reads the changes that a replay has published, without announcements of erasures. */
export const readChanges = async function* (path: string): AsyncIterable<PublishedChange> {
  for await (const { detail } of readJournal<{ readonly detail: PublishedChange }>(path)) {
    if ('segment' in detail) yield detail;
  }
};
