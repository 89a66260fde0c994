import { storedOnly, type RowWriter } from './outbox-json.ts';

/** A part of a store. */
interface Part {
  /** How many parts share the memory of one store. */
  readonly of: number;
  /** The place of the next row of the ledger or the outbox among those of all parts: each is higher than the one before. */
  readonly nextPosition: () => number;
}

/** How a file is filled that is thrown away unless all goes well. */
export interface Draft {
  /** Writes the rows that wait to be published. */
  readonly write: RowWriter;
  /** Set for one part of a store, which is closed as it is, without indexes, to be put together with others. */
  readonly part?: Part | undefined;
}

/** How any other file is filled. */
export const noDraft: Draft = { write: storedOnly };
