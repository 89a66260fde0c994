import type { PersonKey } from './person.ts';
import { compareTellings, factId, type Fact, type Telling } from './telling.ts';

/** An event that may tell a fact. */
export interface Teller {
  /** The own id of the event. */
  readonly person: PersonKey;
  readonly eventId: string;
  /** The fact that it tells, and which telling it is. */
  readonly revision?: { readonly of: string; readonly number: number } | undefined;
}

/** Collects tellings, and has of each fact the newest. */
export class NewestTellings {
  readonly #newest: Map<string, Telling>;

  /** @param known - what is known already, by `factId`; nothing by default. */
  constructor(known: Iterable<readonly [factId: string, newest: Telling]> = []) {
    this.#newest = new Map(known);
  }

  /** By `factId`. */
  get all(): ReadonlyMap<string, Telling> {
    return this.#newest;
  }

  /** That of one fact; undefined where none was seen. */
  of(fact: Fact): Telling | undefined {
    return this.#newest.get(factId(fact.person, fact));
  }

  /** Takes one more telling of a fact, which there need not be. */
  see(fact: Fact, telling: Telling | undefined): void {
    const newest = this.of(fact);
    if (telling === undefined || (newest && compareTellings(telling, newest) <= 0)) return;
    this.#newest.set(factId(fact.person, fact), telling);
  }

  /** Takes an event that may tell a fact. */
  tell({ person, eventId, revision }: Teller): void {
    if (revision) this.see({ person, of: revision.of }, { number: revision.number, eventId });
  }
}
