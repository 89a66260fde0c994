import type { Person } from '#lib/core/insight/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { Pass } from './accumulate.ts';

/** What the figures of insight depend on beside the people. */
export interface InsightTerms {
  /** The catalogue that the store keeps. */
  readonly catalogue: Catalogue;
  /** The fewest people that a figure may rest on. */
  readonly minimum: number;
}

/** The people whom insight is about, and how they are read. */
export interface People extends InsightTerms {
  /** Everybody, once for each pass. */
  readonly everybody: Pass<Person>;
  /** Only read: what a new condition asks about is folded from the ledger, and the past of segments is in the changes. */
  readonly store: Pick<CustomerStore, 'ledger' | 'history' | 'visitors'>;
}
