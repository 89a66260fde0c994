import type { Entry } from './entry.ts';

/** An entry that the bus has not taken yet. */
export interface Held {
  readonly entry: Entry;
  /** Rises with each entry. */
  readonly place: number;
  isUnderWay: boolean;
}

/** The most entries of one call of PutEvents, and the most bytes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html. */
const mostEntries = 10;
const mostBytes = 2 ** 20;

/** How much is held, under way or not. */
const capacity = { entries: 1_000, bytes: 16 * mostBytes };

/**
 * The entries that the bus has not taken yet, in the order in which they were emitted. An entry waits while another one of the
 * same person is before it, under way or not: EventBridge may take the second of a call and refuse the first.
 */
export class EntryBuffer {
  #held: Held[] = [];
  #bytes = 0;
  #places = 0;
  #underWay = 0;

  /** Whether an entry has to wait for room. */
  hasRoomFor({ bytes }: Entry): boolean {
    return this.#held.length < capacity.entries && this.#bytes + bytes <= capacity.bytes;
  }

  /** @returns the place of the entry. */
  add(entry: Entry): number {
    this.#places += 1;
    this.#bytes += entry.bytes;
    this.#held.push({ entry, place: this.#places, isUnderWay: false });
    return this.#places;
  }

  /** The place of the first entry that is held; infinity where none is. */
  get first(): number {
    return this.#held[0]?.place ?? Infinity;
  }

  /** Whether so many wait that a call is full, unless some of them wait for each other. */
  get fillsACall(): boolean {
    return this.#held.length - this.#underWay >= mostEntries;
  }

  /** The entries that may go out together now; from then on they are under way. */
  nextBatch(): readonly Held[] {
    const batch: Held[] = [];
    const blocked = new Set<string>();
    let bytes = 0;
    for (const held of this.#held) {
      const { persons, bytes: own } = held.entry;
      const isFree = !held.isUnderWay && persons.every((person) => !blocked.has(person));
      if (isFree && bytes + own <= mostBytes) {
        batch.push(held);
        bytes += own;
      }
      for (const person of persons) blocked.add(person);
      if (batch.length === mostEntries) break;
    }
    for (const held of batch) held.isUnderWay = true;
    this.#underWay += batch.length;
    return batch;
  }

  /** Entries that were not taken are no longer under way, and keep their places. */
  postpone(batch: readonly Held[]): void {
    for (const held of batch) held.isUnderWay = false;
    this.#underWay -= batch.length;
  }

  /** Lets go of entries that were under way, which were taken or will never be. */
  remove(gone: readonly Held[]): void {
    const places = new Set(gone.map(({ place }) => place));
    this.#held = this.#held.filter(({ place }) => !places.has(place));
    this.#underWay -= gone.length;
    for (const { entry } of gone) this.#bytes -= entry.bytes;
  }
}
