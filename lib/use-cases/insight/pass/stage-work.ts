import type { Person } from '#lib/core/insight/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { InsightTerms } from '../people.ts';

/** What a run goes by, and the store whose people it reads. */
export interface RunTerms extends InsightTerms {
  readonly catalogue: Catalogue;
  readonly store: Pick<CustomerStore, 'ledger' | 'history' | 'visitors'>;
}

/** What a stage finds in a part of the store, or in several that are merged. */
export interface StageWork {
  /** Reads what is needed of somebody, several at once; what it returns then counts them, one after the other. */
  read(person: Person): Promise<() => void>;
  /** All that was found, as lines of JSON. */
  lines(): Iterable<string>;
  /** Adds what was found elsewhere, or here before. */
  merge(lines: Iterable<string>): void;
}
