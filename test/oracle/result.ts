import type { Fields } from './event-forms.ts';
import type { Flip } from './predictions/tolerance.ts';

export type PersonId = { readonly customerId: string } | { readonly anonymousId: string };
export type Origin = 'live' | 'timer' | 'merge' | 'erasure';
export type Reason = 'unknown-type' | 'invalid' | 'erased' | 'conflict' | 'future' | 'too-large';

/** What may be said instead of what is said, since predictions are worked out in doubles. */
export interface Tolerated {
  /** Of a change that time alone brought. */
  readonly effectiveAt?: Flip;
  /** Of the person then. */
  readonly nextOrderAt?: Flip;
  /** Of the shop's own numbers then that are made of predictions. */
  readonly computed?: readonly Flip[];
}

export interface OracleChange {
  readonly person: PersonId;
  readonly sequence: number;
  readonly segment: string;
  readonly status: 'entered' | 'exited';
  readonly effectiveAt: string;
  readonly tolerated: Tolerated;
  readonly origin: Origin;
  readonly enteredAt: string;
  readonly cause: { readonly eventId: string } | { readonly dueAt: string };
  /** The keys of all segments that the person is in after this instant, in the catalogue's order. */
  readonly segments: readonly string[];
  /** By path, what the segment's `publish.traits` allows. */
  readonly traits: Fields;
  readonly consent: Fields;
}

export interface OracleProfile {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly asOf: string;
  readonly traits: Fields;
  readonly sources: Record<string, { readonly via: string; readonly at: string }>;
  readonly segments: readonly { readonly key: string; readonly enteredAt: string }[];
  readonly sequence: number;
  readonly tolerated: Tolerated;
}

export interface OracleSummary {
  readonly events: number;
  readonly applied: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly identityConflicts: number;
  /** Applied events of the living that do not count. */
  readonly replaced: number;
  /** Named events of the living that have not come. */
  readonly unmetReplacements: number;
  readonly customers: number;
  readonly visitors: number;
  readonly changes: number;
  readonly segments: Record<string, { readonly members: number; readonly entered: number; readonly exited: number }>;
}

export interface OracleResult {
  /** All changes of all people; those of one person are in the order of their sequence. */
  readonly changes: readonly OracleChange[];
  /** Every person for whom `ProfileErased` is published. */
  readonly erased: readonly { readonly person: PersonId; readonly erasedAt: string }[];
  readonly profiles: readonly OracleProfile[];
  readonly quarantine: readonly { readonly line: number; readonly reason: Reason }[];
  readonly summary: OracleSummary;
}
