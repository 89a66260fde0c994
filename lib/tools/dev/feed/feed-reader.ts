import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { Place, PlacedEntry } from './place.ts';

/** Reads the first of what was published behind a place. Where there is nothing, `onEnd` is called before anything more is published. */
export type ReadEarlier = (place: Place, onEnd: () => void) => Promise<readonly PlacedEntry[]>;

/** As many entries are held for a reader who is slower than they come. */
const mostHeld = 10_000;

/** A reader for whom more is held is given the time to read it. */
const muchHeld = 500;

/** One who reads what is published, from a place on: first from the store, then as it comes. */
export class FeedReader {
  readonly #readEarlier: ReadEarlier;
  #place: Place | undefined;
  /** What was published and not read. */
  #held: OutgoingEntry[] = [];
  #wake: () => void = () => {};
  #isClosed = false;

  /** @param after - the place behind which to begin; undefined for the present. */
  constructor(readEarlier: ReadEarlier, after: Place | undefined) {
    this.#readEarlier = readEarlier;
    this.#place = after;
  }

  /** Whether there is nothing more to come. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isBusy(): boolean {
    return this.#held.length > muchHeld;
  }

  /** Hands over what was just published. A reader who is far too slow is closed: it comes again, and reads from the store. */
  offer(entries: readonly OutgoingEntry[]): void {
    if (this.#place !== undefined || this.#isClosed) return;
    if (this.#held.length + entries.length > mostHeld) this.close();
    else this.#held.push(...entries);
    this.#wake();
  }

  /** The next entries; none where nothing comes within so many milliseconds, and once the reader is closed. */
  async next(patienceMs: number): Promise<readonly OutgoingEntry[]> {
    const earlier = await this.#earlier();
    if (earlier.length > 0) return earlier;
    if (this.#held.length === 0 && !this.#isClosed) await this.#news(patienceMs);
    return this.#held.splice(0);
  }

  close(): void {
    this.#isClosed = true;
    this.#held = [];
    this.#wake();
  }

  async #earlier(): Promise<readonly OutgoingEntry[]> {
    if (this.#place === undefined || this.#isClosed) return [];
    const placed = await this.#readEarlier(this.#place, () => {
      this.#place = undefined;
    });
    if (placed.length > 0) this.#place = placed.at(-1);
    return placed.map(({ entry }) => entry);
  }

  #news(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
