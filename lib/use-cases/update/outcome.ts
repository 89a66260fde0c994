import type { Refusal } from '#events/accept-entry.ts';

/** The outcome of one arrival. */
export type Outcome =
  | {
      readonly kind: 'applied';
      /** How many entries and exits it caused, including those of the time that ran before it. */
      readonly changes: number;
      /** It names a visitor who is another customer; the first link stands. */
      readonly identityConflict?: true;
      /** How many applied events do not count from now on: itself, where it does not, and those that it puts right. Absent for none. */
      readonly replaced?: number;
      /** How many more events are named that have not come; fewer where it was one itself. Absent for none. */
      readonly unmet?: number;
    }
  /** Known already; nothing changed. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'quarantined'; readonly refusal: Refusal }
  /** An arrival of a linked visitor, sent on into the customer's group, where it is decided and counted. */
  | { readonly kind: 'forwarded' };

/** What an event that was applied brings about. */
export interface AppliedCounts {
  readonly changes: number;
  readonly replaced: number;
  readonly unmet: number;
  /** Whether it names a visitor who is another customer. */
  readonly isConflict: boolean;
}

/** The outcome of an event that was applied: counts of corrections are left out where they are 0. */
export const appliedOutcome = ({ changes, replaced, unmet, isConflict }: AppliedCounts): Outcome => ({
  kind: 'applied',
  changes,
  ...(isConflict && { identityConflict: true as const }),
  ...(replaced > 0 && { replaced }),
  ...(unmet !== 0 && { unmet }),
});

/** The outcome of an event that was applied before. */
export const duplicate: Outcome = { kind: 'duplicate' };
/** The outcome of an event that was sent on. */
export const forwarded: Outcome = { kind: 'forwarded' };
/** The outcome of an event that was refused. */
export const quarantined = (refusal: Refusal): Outcome => ({ kind: 'quarantined', refusal });
