import type { PersonKey } from '#lib/core/profile/person.ts';
import type { PersonRecord } from '#lib/ports/store/customer-store.ts';
import { personOfItem } from '#lib/ports/store/dynamodb/person-item.ts';
import type { UnsettledEvent } from '#lib/ports/store/dynamodb/unsettled.ts';
import { profileSortKey } from '#lib/ports/store/table-keys.ts';
import type { Item } from './simulated-table.ts';

/** One write to a person's item. */
export interface Commit {
  readonly person: PersonKey;
  readonly record: PersonRecord;
  /** The events that it applied, in order; none where only time ran. */
  readonly events: readonly UnsettledEvent[];
  /** When it was written, by the wall clock. */
  readonly at: number;
}

/**
 * Reads from what was written to a person's item which events it applied. The auditor takes nothing from this but the
 * order in which things happened.
 */
export const commitsIn = (items: readonly Item[], at: number): readonly Commit[] =>
  items
    .filter(({ sk }) => sk?.S === profileSortKey)
    .flatMap((item) => {
      const person = item['pk']?.S as PersonKey;
      const { record, unsettled, version } = personOfItem(person, item);
      return record === undefined
        ? []
        : [{ person, record, events: unsettled.events.filter((event) => event.version === version), at }];
    });
