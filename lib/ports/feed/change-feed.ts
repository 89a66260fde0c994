import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '../store/customer-store.ts';

/** Keeps the changes that a deployment publishes for a day, for those who look at everybody. */
export interface ChangeFeed {
  /**
   * Adds changes. What is added twice stands there twice, and may be shown so.
   *
   * @param at - now.
   */
  add(rows: readonly ChangeRow[], at: Instant): Promise<void>;
  /** Hides all changes of people, those that come later too, for as long as any of before are there. */
  forget(people: readonly PersonKey[], at: Instant): Promise<void>;
}
