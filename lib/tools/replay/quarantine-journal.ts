import { createReadStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { Refusal } from '#events/accept-entry.ts';
import { idsIn } from '#events/ids-in-entry.ts';
import { isRecord } from '#events/is-record.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';
import { quarantineEntry } from '#lib/use-cases/update/quarantine-entry.ts';
import { createLineFile } from './line-file.ts';
import { readLines } from './read-lines.ts';

/** A line of `quarantine.jsonl`. */
interface QuarantineLine {
  readonly line: number;
  readonly reason: string;
  readonly message: string;
  /** The entry as it came, or the text of a line that is not JSON. */
  readonly entry: unknown;
}

/**
 * The line of `quarantine.jsonl` for a refused entry. The entry keeps every character that it came with, so that it can be
 * sent again.
 */
export const quarantineLine = (line: number, message: EntryMessage, refusal: Refusal): string => {
  const kept = quarantineEntry(message, refusal).entry;
  // A raw carriage return can only stand between tokens of JSON, where some readers take it for a line end.
  const entry = message.entry === undefined ? JSON.stringify(kept) : kept.replaceAll('\r', ' ');
  const head = JSON.stringify({ line, reason: refusal.reason, message: refusal.message });
  return `${head.slice(0, -1)},"entry":${entry}}`;
};

const withoutValue = (message: string): string =>
  message.replace(/current value is .*$/s, 'current value is forgotten');

const withoutBody = (entry: unknown): unknown => {
  if (!isRecord(entry)) return entry;
  const { detail: _forgotten, ...envelope } = entry;
  return envelope;
};

const forget = ({ line, reason, message, entry }: QuarantineLine): string =>
  JSON.stringify({ line, reason, message: withoutValue(message), entry: withoutBody(entry) });

type IsErased = (person: PersonKey) => Promise<boolean>;

/**
 * Rewrites a file of quarantined lines without the bodies of entries whose person has been erased since.
 *
 * @throws the file system's errors as they are.
 */
export const forgetErased = async (path: string, isErased: IsErased): Promise<void> => {
  const draft = `${path}.draft`;
  const file = await createLineFile(draft);
  try {
    for await (const lines of readLines(createReadStream(path))) {
      const remembered = await Promise.all(lines.map((text) => remember(text, isErased)));
      remembered.forEach(file.add);
      await file.flush();
    }
  } finally {
    await file.close();
  }
  await rename(draft, path);
};

const remember = async (text: string, isErased: IsErased): Promise<string> => {
  const line: QuarantineLine = JSON.parse(text);
  const ids = idsIn(line.entry);
  const namesPerson = ids.customerId !== undefined || ids.anonymousId !== undefined;
  return namesPerson && (await isErased(personOf(ids))) ? forget(line) : text;
};
