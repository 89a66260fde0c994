import { backfillEvents } from '#events/backfill-event.ts';
import { canaryEvents } from '#events/canary-heard.ts';
import { insightEvents } from '#events/insight-event.ts';
import { incomingEvents } from '#events/incoming-event.ts';
import { outgoingEvents } from '#events/outgoing-event.ts';
import { snapshotEvents } from '#events/snapshot-event.ts';

/** Every kind of event that shops send, in the order of the contract. */
export const eventsIn = Object.values(incomingEvents);

/** Every kind of event that Patron announces. */
export const eventsOut = [
  ...Object.values(outgoingEvents),
  ...Object.values(snapshotEvents),
  ...Object.values(backfillEvents),
  ...Object.values(insightEvents),
  ...Object.values(canaryEvents),
];

/** What documents need to know of one kind of event. */
export type EventContract = (typeof eventsIn | typeof eventsOut)[number];

/** Whether an event is one of Patron's own announcements. */
export const isAnnouncement = ({ pattern }: EventContract): boolean => 'source' in pattern;
