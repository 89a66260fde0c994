import { setImmediate as othersTurn } from 'node:timers/promises';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { FeedReader, type ReadEarlier } from './feed-reader.ts';
import type { Place } from './place.ts';

/** What Patron publishes, handed to everyone who reads along. */
export class ChangeFeed {
  readonly #readers = new Set<FeedReader>();

  /** Hands over what was just published, in order. Resolves at once, unless readers have much to read before there is more. */
  async offer(entries: readonly OutgoingEntry[]): Promise<void> {
    let isBusy = false;
    for (const reader of this.#readers) {
      reader.offer(entries);
      isBusy ||= reader.isBusy;
    }
    if (isBusy) await othersTurn();
  }

  /** Begins to read behind a place. Close the reader at the end, or what comes is held for it. */
  open(after: Place, readEarlier: ReadEarlier): FeedReader {
    return this.#added(new FeedReader(readEarlier, after));
  }

  /** Begins to read what comes from now on. */
  openLive(): FeedReader {
    return this.#added(new FeedReader(async () => [], undefined));
  }

  /** Ends everyone's reading, as where all is forgotten. */
  close(): void {
    for (const reader of this.#readers) reader.close();
    this.#readers.clear();
  }

  #added(reader: FeedReader): FeedReader {
    for (const each of this.#readers) if (each.isClosed) this.#readers.delete(each);
    this.#readers.add(reader);
    return reader;
  }
}
