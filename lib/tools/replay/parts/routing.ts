import { idsIn, type EntryIds } from '#events/ids-in-entry.ts';
import { isRecord } from '#events/is-record.ts';
import { customerKey, personOf, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import { fnv1a } from '#lib/ports/store/fnv1a.ts';
import type { LineBlocks } from '../read-lines.ts';

/** The groups into which people fall by a hash: enough for a million linked visitors to leave most groups apart. */
const groups = 1 << 22;

/** Groups of people of whom none depends on one of another group: in memory of a fixed size. */
export class PeopleGroups {
  /** The next group on the way to the one that stands for all that are joined, less one; 0 for that group itself. */
  readonly #next = new Int32Array(groups);

  #groupOf(person: PersonKey): number {
    let group = fnv1a(person) & (groups - 1);
    for (let next = this.#next[group] ?? 0; next !== 0; next = this.#next[group] ?? 0) {
      const beyond = this.#next[next - 1] ?? 0;
      if (beyond !== 0) this.#next[group] = beyond;
      group = next - 1;
    }
    return group;
  }

  join(one: PersonKey, other: PersonKey): void {
    const [from, to] = [this.#groupOf(one), this.#groupOf(other)];
    if (from !== to) this.#next[from] = to + 1;
  }

  /** Which of some parts a person belongs to. */
  partOf(person: PersonKey, parts: number): number {
    return (this.#groupOf(person) >>> 7) % parts;
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whether a line may name a visitor beside a customer: a key that is spelled with an escape may be any. */
const mayLink = (text: string): boolean =>
  (text.includes('"anonymousId"') && text.includes('"customerId"')) || text.includes(String.raw`\u`);

/** Joins the people of a line that depend on each other: a visitor, the customer named beside them, and one with the visitor's id. */
const joinNamed = (people: PeopleGroups, text: string): void => {
  const { customerId, anonymousId } = idsIn(parsed(text));
  if (customerId === undefined || anonymousId === undefined) return;
  people.join(visitorKey(anonymousId), customerKey(customerId));
  people.join(customerKey(anonymousId), customerKey(customerId));
};

/** Reads lines for who may be linked to whom. */
export const groupsIn = async (lines: LineBlocks): Promise<PeopleGroups> => {
  const people = new PeopleGroups();
  for await (const block of lines) {
    for (const text of block.filter(mayLink)) joinNamed(people, text);
  }
  return people;
};

/** Where a line goes, and when it came. */
export interface Route {
  readonly part: number;
  /** Undefined without a valid `time`. */
  readonly time: number | undefined;
}

/** @throws {Error} for people who depend on each other and were not joined. */
const requireJoined = (people: PeopleGroups, { customerId, anonymousId }: EntryIds, parts: number): void => {
  if (customerId === undefined || anonymousId === undefined) return;
  const part = people.partOf(customerKey(customerId), parts);
  if (people.partOf(visitorKey(anonymousId), parts) === part) return;
  throw new Error('Cannot share the events out over threads: they have changed since they were read first');
};

/**
 * Finds the way of a line: one that names nobody may go to any part.
 *
 * @throws {Error} for a line that links people who were not joined: the lines have changed since `groupsIn` read them.
 */
export const routeOf = (text: string, people: PeopleGroups, parts: number): Route => {
  const entry = parsed(text);
  const ids = idsIn(entry);
  requireJoined(people, ids, parts);
  const isNamed = ids.customerId !== undefined || ids.anonymousId !== undefined;
  return {
    part: isNamed ? people.partOf(personOf(ids), parts) : 0,
    time: isRecord(entry) ? readInstant(entry['time']) : undefined,
  };
};
