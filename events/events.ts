/** What is said, in and out: the package's entry `patron/events`. */
export { acceptEntry, type Acceptance, type Accepted } from './accept-entry.ts';
export {
  eventTypes,
  incomingEvents,
  isEventType,
  type DetailOf,
  type EventType,
  type IncomingEvent,
} from './incoming-event.ts';
export { outgoingEvents, type AnnouncementDetailOf, type AnnouncementType } from './outgoing-event.ts';
export { refusalReasons, type Refusal, type RefusalReason } from './refusal.ts';
export { snapshotEvents, type SnapshotDetailOf, type SnapshotEventType } from './snapshot-event.ts';
export { segmentChangesPattern, type ChangesOfSegments } from './routing.ts';
