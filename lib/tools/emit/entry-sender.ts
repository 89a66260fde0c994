import { backoff } from '#lib/ports/backoff.ts';
import type { Entry } from './entry.ts';
import { EntryBuffer } from './entry-buffer.ts';
import { EventsNotTaken, type NotTakenEvent } from './events-not-taken.ts';
import { putEntries, type Bus, type Outcome } from './put-entries.ts';

/** Entries are gathered for at most so many milliseconds, unless a call is full before. */
const gathering = 5;

/** So many calls are under way at once. */
const mostCalls = 4;

const pauses = { first: 50, longest: 5_000 };

/** After so many calls in a row of which nothing was taken, which is some seconds, a warning says why. */
const outage = 10;

/** Somebody who waits until everything up to a place has left the buffer. */
interface Waiting {
  readonly upTo: number;
  readonly done: () => void;
}

/** An entry for which there is no room yet. */
interface Admission {
  readonly entry: Entry;
  readonly admit: () => void;
}

/** What a sender takes from outside. */
export interface SenderDeps {
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly warn: (message: string) => void;
}

/** Puts entries on a bus, a person's in order, each again until it is taken. */
export class EntrySender {
  readonly #bus: Bus;
  readonly #deps: SenderDeps;
  readonly #buffer = new EntryBuffer();
  readonly #admissions: Admission[] = [];
  #waiting: Waiting[] = [];
  #notTaken: NotTakenEvent[] = [];
  #calls = 0;
  /** The calls in a row of which something has to be sent again; 1 at most where something was taken. */
  #setbacks = 0;
  #timer: NodeJS.Timeout | undefined;
  #last = 0;

  constructor(bus: Bus, deps: SenderDeps) {
    this.#bus = bus;
    this.#deps = deps;
  }

  /**
   * Takes an entry; it goes out within milliseconds, and again until it is taken. Resolves at once while there is room for it: at most
   * 1,000 entries or 16 MB wait for the bus, more wait here.
   *
   * @throws {EventsNotTaken} with earlier entries that the bus has refused for good; this one is not taken then.
   */
  async send(entry: Entry): Promise<void> {
    this.#handBack();
    if (this.#admissions.length === 0 && this.#buffer.hasRoomFor(entry)) this.#admit(entry);
    else
      await new Promise<void>((resolve) => {
        this.#admissions.push({ entry, admit: resolve });
      });
  }

  /**
   * Waits until every entry that was sent before has been taken.
   *
   * @throws {EventsNotTaken} with the entries that the bus has refused for good.
   */
  async flush(): Promise<void> {
    const upTo = this.#last + this.#admissions.length;
    if (upTo >= this.#buffer.first) {
      await new Promise<void>((done) => {
        this.#waiting.push({ upTo, done });
      });
    }
    this.#handBack();
  }

  #admit(entry: Entry): void {
    this.#last = this.#buffer.add(entry);
    if (this.#buffer.fillsACall && this.#setbacks === 0) this.#pump();
    else this.#pumpIn(gathering);
  }

  #pumpIn(ms: number): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#pump();
    }, ms);
  }

  #pump(): void {
    while (this.#calls < mostCalls) {
      const batch = this.#buffer.nextBatch();
      if (batch.length === 0) return;
      this.#calls += 1;
      void putEntries(this.#bus, batch).then((outcome) => this.#settle(outcome));
    }
  }

  #settle({ taken, postponed, refused, trouble }: Outcome): void {
    this.#calls -= 1;
    this.#buffer.postpone(postponed);
    this.#buffer.remove([...taken, ...refused.map(({ held }) => held)]);
    for (const { held, code } of refused) {
      const { type, detail } = held.entry;
      this.#notTaken.push({ type, detail: JSON.parse(detail), code });
    }
    const earlier = taken.length > 0 ? 0 : this.#setbacks;
    this.#setbacks = postponed.length === 0 ? 0 : earlier + 1;
    if (this.#setbacks === outage)
      this.#deps.warn(`Cannot put events on the bus ${this.#bus.busName} for now, and goes on trying: ${trouble}`);
    this.#admitWaiting();
    this.#release();
    this.#goOn();
  }

  /** Goes on at once, or after a pause where the bus does not take what it is given. */
  #goOn(): void {
    if (this.#setbacks === 0) this.#pump();
    else this.#pumpIn(backoff(this.#setbacks, { ...pauses, random: this.#deps.random }));
  }

  #admitWaiting(): void {
    let next = this.#admissions[0];
    while (next && this.#buffer.hasRoomFor(next.entry)) {
      this.#admissions.shift();
      this.#admit(next.entry);
      next.admit();
      next = this.#admissions[0];
    }
  }

  #release(): void {
    const { first } = this.#buffer;
    const isDone = ({ upTo }: Waiting) => upTo < first && upTo <= this.#last;
    for (const { done } of this.#waiting.filter(isDone)) done();
    this.#waiting = this.#waiting.filter((each) => !isDone(each));
  }

  #handBack(): void {
    if (this.#notTaken.length === 0) return;
    const events = this.#notTaken;
    this.#notTaken = [];
    throw new EventsNotTaken(this.#bus.busName, events);
  }
}
