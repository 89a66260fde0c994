import type { StorePart } from '../store/customer-store.ts';

/** A page of a part of the whole list that was thrown away. */
export interface ForgottenPage {
  /** Rows read, and rows thrown away. */
  readonly rows: number;
  readonly forgotten: number;
  /** Where the next page begins; undefined at the end of the part. */
  readonly next: string | undefined;
}

/** The rows of a list of members, for those who make it anew. */
export interface MemberRows {
  /** Throws away what the next page of a part has of some segments, or of all, tombstones too. */
  forget(segments: 'all' | readonly string[], part: StorePart): Promise<ForgottenPage>;
}
