import { compareOccurrences } from '../time/compare-occurrences.ts';
import type { Instant } from '../time/instant.ts';
import type { Fact } from './fact.ts';

/** When something was said and by which event, and set where that event is a linked visitor's own. Plain JSON. */
export type Saying = readonly [at: Instant, eventId: string, byVisitor?: true];

/** The saying of an event that names no customer is its visitor's, also once that visitor is a customer. */
export const sayingOf = ({ event: { detail }, t }: Fact): Saying =>
  detail.customerId === undefined ? [t, detail.eventId, true] : [t, detail.eventId];

/**
 * Compares two sayings: below 0 where the first is older. A visitor's event and a customer's may share an id: of two that are
 * equal in time too, the customer's is the newer. 0 for two visitors' of one time and id.
 */
export const compareSayings = ([t, eventId, byVisitor]: Saying, [other, otherId, byOtherVisitor]: Saying): number =>
  compareOccurrences({ t, eventId }, { t: other, eventId: otherId }) ||
  Number(byOtherVisitor ?? false) - Number(byVisitor ?? false);
