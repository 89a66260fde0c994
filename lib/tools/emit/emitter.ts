import type { EventType } from '#events/incoming-event.ts';
import { entryOf, type EntryDeps } from './entry.ts';
import { EntrySender, type SenderDeps } from './entry-sender.ts';
import type { EventInput } from './event-input.ts';
import type { Bus } from './put-entries.ts';

/** What an emitter takes from outside. */
export interface EmitterDeps extends EntryDeps, SenderDeps {}

/** A bus, and a name of the shop's own that its events are from. */
export interface EmitterBus extends Bus {
  readonly source: string;
}

/** Puts events on a bus. Make one for a process, and close it at its end. */
export class Emitter {
  readonly #source: string;
  readonly #deps: EmitterDeps;
  readonly #sender: EntrySender;
  #isClosed = false;

  constructor({ source, ...bus }: EmitterBus, deps: EmitterDeps) {
    this.#source = source;
    this.#deps = deps;
    this.#sender = new EntrySender(bus, deps);
  }

  /**
   * Checks an event and hands it over; it goes out within milliseconds, and again until it is taken. Resolves at once while there
   * is room for it: at most 1,000 events or 16 MB wait for the bus, more wait here.
   *
   * @throws {EventRefused} for an event that would be refused on arrival.
   * @throws {EventsNotTaken} with earlier events that the bus has refused for good; this one is not handed over then.
   */
  async emit<Type extends EventType>(type: Type, detail: EventInput<Type>): Promise<void> {
    if (this.#isClosed) throw new Error('Cannot emit an event through an emitter as open: current value is closed');
    await this.#sender.send(entryOf({ source: this.#source, type, detail }, this.#deps));
  }

  /**
   * Waits until every event that was emitted before has been taken.
   *
   * @throws {EventsNotTaken} with the events that the bus has refused for good.
   */
  async flush(): Promise<void> {
    await this.#sender.flush();
  }

  /**
   * Waits until everything has been taken, and takes nothing more.
   *
   * @throws {EventsNotTaken} with the events that the bus has refused for good.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }
}
