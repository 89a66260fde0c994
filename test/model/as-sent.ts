import type { IncomingEvent } from '#events/incoming-event.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { ledgerId } from '#lib/ports/store/customer-store.ts';
import type { UnsettledEvent } from '#lib/ports/store/dynamodb/unsettled.ts';
import { isFuture, type Copy } from './facts.ts';

/** An event that counts, with the arrival with which it does. */
export interface Applied {
  readonly key: string;
  readonly person: PersonKey;
  readonly fingerprint: string;
  readonly arrivedAt: number;
  readonly event: IncomingEvent;
}

/** The event that a commit names, as it was sent, and whether it arrived as the commit says. */
export const sentAs = (
  copies: readonly Copy[],
  { person, eventId, fingerprint, arrivedAt }: UnsettledEvent,
): { readonly applied: Applied; readonly hasArrived: boolean } | undefined => {
  const key = ledgerId({ person, eventId });
  const sent = copies.filter((copy) => copy.key === key && copy.accepted?.fingerprint === fingerprint);
  const event = sent[0]?.accepted?.event;
  if (event === undefined) return undefined;
  const hasArrived = !isFuture(event, arrivedAt) && sent.some(({ arrivals }) => arrivals.includes(arrivedAt));
  return { applied: { key, person, fingerprint, arrivedAt, event }, hasArrived };
};

/** The erasures that were asked for somebody, with each of their arrivals; `cause` is the event's id, where it is known. */
export const erasuresAsked = (
  copies: readonly Copy[],
  isFor: (person: PersonKey) => boolean,
  cause: string | undefined,
): readonly ArrivedEvent[] =>
  copies.flatMap(({ accepted, person, arrivals }) => {
    const event = accepted?.event;
    const isAsked = event?.type === 'ErasureRequested' && person !== undefined && isFor(person);
    if (!isAsked || (cause !== undefined && event.detail.eventId !== cause)) return [];
    return arrivals.filter((at) => !isFuture(event, at)).map((arrivedAt) => ({ event, arrivedAt }));
  });
