import type { PersonState } from '../person-state.ts';

/** The version of what is kept, chosen by the state. */
export type Version = number | string;

/** What is kept of a person. */
export interface Kept {
  /** JSON, which only the kit reads. */
  readonly value: PersonState;
  readonly version: Version;
}

/** Where a consumer keeps how far it has come: one value a person, each write conditional. */
export interface ConsumerState {
  /** @param key - the person's id, with `~` before a visitor's. */
  get(key: string): Promise<Kept | undefined>;
  /**
   * Keeps a value in place of the one that was read, under a new version.
   *
   * @param ifVersion - what `get` gave; undefined where it gave nothing.
   * @returns false where another value is there by now, and nothing was kept; anything else where it was.
   */
  put(key: string, value: PersonState, ifVersion: Version | undefined): Promise<unknown>;
}
