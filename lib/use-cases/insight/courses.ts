import type { KnownEvent } from '#lib/core/insight/metrics/known-event.ts';
import { courseOf } from '#lib/core/insight/metrics/course.ts';
import type { PersonCourses } from '#lib/core/insight/metrics/segment-flows.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { changesInOrder } from '../history/changes-in-order.ts';
import type { RowGlance } from '../history/past-events.ts';
import { linkedBy, readPast, type PersonPast } from '../history/past-states.ts';
import type { People } from './people.ts';
import { readAhead } from './read-ahead.ts';

/** What a store knows of a person and of the visitors linked to them. */
interface Records {
  readonly past: PersonPast;
  readonly history: readonly ChangeRow[];
}

/** When each visitor was linked: when they left their segments, or, where they were in none, when the event arrived that links them. */
const linksOf = ({ past, history }: Records): ReadonlyMap<PersonKey, Instant> => {
  const links = new Map<PersonKey, Instant>();
  for (const event of past.events) {
    const visitor = linkedBy(past, event, links);
    if (visitor !== undefined) links.set(visitor, event.arrivedAt);
  }
  for (const { person, origin, effectiveAt } of history) {
    if (origin === 'merge' && past.visitors.has(person)) links.set(person, parseInstant(effectiveAt));
  }
  return links;
};

const ownChanges = ({ history }: Records, person: PersonKey) =>
  changesInOrder(history.filter((row) => row.person === person)).map(({ row, change }) => ({
    segment: change.segment.key,
    at: parseInstant(row.effectiveAt),
    isIn: change.status === 'entered',
  }));

/** The events of a visitor are the customer's as well, from the link on. */
const eventsOf = (
  { past }: Records,
  person: PersonKey,
  links: ReadonlyMap<PersonKey, Instant>,
): readonly KnownEvent[] =>
  past.events.flatMap((known) => {
    if (known.event === undefined) return [];
    if (known.person === person) return [{ ...known, since: -Infinity }];
    return person === past.person ? [{ ...known, since: links.get(known.person) ?? -Infinity }] : [];
  });

/** The courses of a person, and of their visitors until they were linked. Only amounts in the currency add up. */
export const coursesIn = (records: Records, currency: string): PersonCourses => {
  const links = linksOf(records);
  const { person, visitors } = records.past;
  return [person, ...visitors].map((own) => {
    const known = { steps: ownChanges(records, own), events: eventsOf(records, own, links) };
    return courseOf(known, currency);
  });
};

/** Whether an event may be told of in a course: a visit only where it may link a visitor. */
const mayTell = ({ row, type }: RowGlance, person: PersonKey): boolean =>
  type !== 'VisitMade' || (row.person === person && row.body?.includes('"anonymousId"') === true);

/**
 * Reads what a store knows of the past of a person.
 *
 * @param isRead - whether an event is asked for beyond those that courses are made of; none is by default.
 */
export const readRecords = async (
  store: People['store'],
  person: PersonKey,
  isRead: (glance: RowGlance) => boolean = () => false,
): Promise<Records> => ({
  past: await readPast(store, person, (glance) => mayTell(glance, person) || isRead(glance)),
  history: await Array.fromAsync(store.history(person)),
});

/** The courses of everybody, person by person, with those of visitors until they were linked. */
export const courses = ({ everybody, store, catalogue }: People): AsyncIterable<PersonCourses> =>
  readAhead(everybody(), async ({ person }) => coursesIn(await readRecords(store, person), catalogue.currency));
