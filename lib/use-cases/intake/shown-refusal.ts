import { idFieldOf } from '#lib/core/profile/person.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { QuarantineEntry } from '#lib/ports/store/customer-store.ts';

/** A refused entry as people and programs are shown it. Plain JSON. */
export const shownRefusal = ({ person, arrivedAt, ...refused }: QuarantineEntry) => {
  const { id, reason, field, rule, message, entry } = refused;
  return {
    id,
    arrivedAt: formatInstant(arrivedAt),
    ...(person !== undefined && idFieldOf(person)),
    reason,
    field,
    rule,
    message,
    entry,
  };
};
