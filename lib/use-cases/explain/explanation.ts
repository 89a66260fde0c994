import type { IdField } from '#lib/core/profile/person.ts';
import type { Explained } from '#lib/core/segments/explain/explain-whole.ts';
import type { LatestChange } from '../history/latest-changes.ts';

/** Why a person is in a segment, or is not. Plain JSON. */
export interface SegmentExplanation {
  readonly key: string;
  readonly name: string;
  readonly definitionHash: string;
  /** Whether the person is in it, according to the changes that were published. */
  readonly isMember: boolean;
  /** Since when; null for a person who is not in it. */
  readonly since: string | null;
  /** The last change; null where there was none. */
  readonly change: LatestChange | null;
  /** The condition as the catalogue has it, part by part, with what was observed. */
  readonly condition: Explained;
  /** The next change that time alone will bring; null where only an event can change it. */
  readonly next: { readonly at: string; readonly status: 'entered' | 'exited' } | null;
  /** Reasons why the explanation may be incomplete. */
  readonly notes: readonly string[];
}

/** Why a person is in some segments and not in others, at an instant. Plain JSON. */
export type Explanation = IdField & {
  readonly kind: 'explained';
  /** The visitor who was asked for, where they are this customer. */
  readonly asked?: IdField;
  readonly asOf: string;
  /** In the catalogue's order. */
  readonly segments: readonly SegmentExplanation[];
  /** Reasons why the explanation may be incomplete, as sentences. */
  readonly notes: readonly string[];
};

/** All that can be said of a person who was erased. */
export type ErasedExplanation = IdField & {
  readonly kind: 'erased';
  readonly erasedAt: string;
  readonly receiptId: string;
};
