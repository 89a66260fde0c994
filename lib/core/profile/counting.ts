import type { PersonKey } from './person.ts';
import { isNewerTelling, type Telling } from './telling.ts';

/** What an applied event says about which events count. */
export interface Standing {
  /** The own id of the event: another's events are never put right. */
  readonly person: PersonKey;
  readonly eventId: string;
  /** The id of the event that it replaces. */
  readonly replaces?: string | undefined;
  /** The fact that it tells, and which telling it is. */
  readonly revision?: { readonly of: string; readonly number: number } | undefined;
}

/** Keeps what applied events say about which of them count, in any order. */
export class Counting {
  readonly #replaced = new Set<string>();
  readonly #newest = new Map<string, Telling>();

  /** Takes what one more applied event says. It says it whether it counts itself or not. */
  add({ person, eventId, replaces, revision }: Standing): void {
    if (replaces !== undefined) this.#replaced.add(`${person}/${replaces}`);
    if (revision === undefined) return;
    const fact = `${person}/${revision.of}`;
    const telling = { number: revision.number, eventId };
    const newest = this.#newest.get(fact);
    if (newest === undefined || isNewerTelling(telling, newest)) this.#newest.set(fact, telling);
  }

  /** Whether an event that was added counts: nothing names it, and no telling of the same fact is newer. */
  counts({ person, eventId, revision }: Standing): boolean {
    // Mostly nothing is named, and no text is put together for it.
    if (this.#replaced.size > 0 && this.#replaced.has(`${person}/${eventId}`)) return false;
    return revision === undefined || this.#newest.get(`${person}/${revision.of}`)?.eventId === eventId;
  }
}
