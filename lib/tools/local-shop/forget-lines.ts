import { acceptEntry } from '#events/accept-entry.ts';
import { idsIn } from '#events/ids-in-entry.ts';
import { isRecord } from '#events/is-record.ts';
import { personOf, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { ArrivalLog, PlacedLine } from '#lib/ports/store/embedded/arrival-log.ts';

/** A person who is about to be erased, with the visitors who go with them. */
export interface Leaving {
  readonly person: PersonKey;
  readonly visitors: ReadonlySet<PersonKey>;
}

/** Whom an erasure ends: the customer and all their visitors, also where it names one of the visitors. */
export const leavingWith = async (
  store: Pick<CustomerStore, 'load' | 'visitors'>,
  named: PersonKey,
): Promise<Leaving> => {
  const { record } = await store.load(named, []);
  const person = record?.kind === 'linked' ? record.to : named;
  return { person, visitors: new Set(await Array.fromAsync(store.visitors(person))) };
};

/** The visitor whom an applied line names beside its customer. */
const visitorIn = ({ isApplied, text }: PlacedLine): PersonKey | undefined => {
  const { anonymousId } = isApplied ? idsIn(JSON.parse(text)) : {};
  return anonymousId === undefined ? undefined : visitorKey(anonymousId);
};

/** Of a line that links, nothing but that it does. */
const bareLink = ({ text, position }: PlacedLine): string => {
  const { time, source, detail } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const { customerId, anonymousId } = isRecord(detail) ? detail : {};
  return JSON.stringify({
    time,
    source,
    'detail-type': 'IdentityLinked',
    detail: { eventId: `forgotten:${position}`, customerId, anonymousId, occurredAt: time },
  });
};

/**
 * Forgets what the people who were erased have said. Of a customer the lines that linked visitors are left, without
 * anything else: nobody else's events may link these visitors when the lines are replayed.
 */
export const forgetLines = (log: ArrivalLog, { person, visitors }: Leaving): void => {
  const unlinked = new Set(visitors);
  for (const line of log.linesOf(person)) {
    const visitor = visitorIn(line);
    if (visitor !== undefined && unlinked.delete(visitor)) log.replace(line.position, bareLink(line));
    else log.remove(line.position);
  }
  for (const visitor of visitors) for (const { position } of log.linesOf(visitor)) log.remove(position);
};

/** An `ErasureRequested` with no field but those that it needs. */
export const bareErasure = (entry: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const { source, 'detail-type': type, detail } = entry;
  const { eventId, customerId, anonymousId, occurredAt } = isRecord(detail) ? detail : {};
  return { source, 'detail-type': type, detail: { eventId, customerId, anonymousId, occurredAt } };
};

/** The person whom an entry's erasure names; undefined for any other entry. */
export const erasedBy = (entry: unknown): PersonKey | undefined => {
  const accepted = acceptEntry(entry);
  return accepted.ok && accepted.event.type === 'ErasureRequested' ? personOf(accepted.event.detail) : undefined;
};
