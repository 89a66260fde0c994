import type fc from 'fast-check';
import { acceptEntry } from '#events/accept-entry.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { arbitraryStream } from '#test/support/arbitrary-events.ts';

const allowedAhead = 5 * 60_000;

const arrivedIn = (line: string): readonly ArrivedEvent[] => {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return [];
  }
  const accepted = acceptEntry(entry);
  const arrivedAt = Date.parse(String(Object(entry).time));
  if (!accepted.ok || Number.isNaN(arrivedAt) || accepted.event.type === 'ErasureRequested') return [];
  return Date.parse(accepted.event.detail.occurredAt) > arrivedAt + allowedAhead
    ? []
    : [{ event: accepted.event, arrivedAt }];
};

/** A customer has one id; buckets are drawn from it. */
const ofOneCustomer = <Detail extends { readonly customerId?: string | undefined }>(detail: Detail): Detail =>
  detail.customerId === undefined ? detail : { ...detail, customerId: 'ann' };

/** Distinct acceptable events with their arrivals, as if all were of one person. */
export const arbitraryArrivals: fc.Arbitrary<readonly ArrivedEvent[]> = arbitraryStream
  .map(({ lines }) => {
    const distinct = new Map(
      lines.flatMap(arrivedIn).map((arrived, index) => {
        const eventId = `${arrived.event.detail.eventId}-${index}`;
        const { event } = arrived;
        return [
          eventId,
          { ...arrived, event: { ...event, detail: ofOneCustomer({ ...event.detail, eventId }) } as typeof event },
        ] as const;
      }),
    );
    return [...distinct.values()];
  })
  .filter((arrivals) => arrivals.length > 0);
