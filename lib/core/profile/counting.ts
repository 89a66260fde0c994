import { NewestTellings, type Teller } from './newest-tellings.ts';

/** What an applied event says about which events count: those of the same own id alone. */
export interface Standing extends Teller {
  /** The id of the event that it replaces. */
  readonly replaces?: string | undefined;
}

/** Keeps what applied events say about which of them count, in any order. */
export class Counting {
  readonly #replaced = new Set<string>();
  readonly #tellings = new NewestTellings();

  /** Takes what one more applied event says. It says it whether it counts itself or not. */
  add(said: Standing): void {
    if (said.replaces !== undefined) this.#replaced.add(`${said.person}/${said.replaces}`);
    this.#tellings.tell(said);
  }

  /** Whether an event that was added counts: nothing names it, and no telling of the same fact is newer. */
  counts({ person, eventId, revision }: Standing): boolean {
    // Mostly nothing is named, and no text is put together for it.
    if (this.#replaced.size > 0 && this.#replaced.has(`${person}/${eventId}`)) return false;
    return revision === undefined || this.#tellings.of({ person, of: revision.of })?.eventId === eventId;
  }
}
