import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isRecord } from '#events/is-record.ts';
import { printedValue } from '#events/printed-value.ts';
import { personOfPublicId } from '#lib/core/profile/person.ts';
import type { OtherList } from '#lib/use-cases/members/verify-members.ts';

interface Place {
  readonly file: string;
  readonly line: number;
}

const refusal = ({ file, line }: Place, rule: string, seen: unknown): Error =>
  new Error(`Cannot use line ${line} of ${file} as a member: ${rule}, current value is ${printedValue(seen)}`);

const parsed = (text: string, place: Place): Readonly<Record<string, unknown>> => {
  try {
    const json: unknown = JSON.parse(text);
    if (isRecord(json)) return json;
  } catch {
    // Said below, as of any other text.
  }
  throw refusal(place, 'it must be {"id", "sequence"}', text);
};

const memberIn = (text: string, place: Place) => {
  const { id, sequence } = parsed(text, place);
  const person = typeof id === 'string' ? personOfPublicId(id) : undefined;
  if (person === undefined)
    throw refusal(place, 'id must be an id of 1 to 64 of A-Z a-z 0-9 . _ : @ + -, with ~ before a visitor’s', id);
  if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || sequence < 1)
    throw refusal(place, 'sequence must be a whole number from 1', sequence);
  return { person, sequence };
};

/**
 * A campaign tool's list of members in a file: a line of `{"id", "sequence"}` each. Empty lines are skipped.
 *
 * @throws {Error} while it is read, for a line that is not a member; the file system's errors as they are.
 */
export const otherListIn = (file: string): OtherList =>
  async function* () {
    let line = 0;
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      line += 1;
      if (text.trim() !== '') yield memberIn(text, { file, line });
    }
  };
