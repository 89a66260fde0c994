import { acceptEntry, type Refusal } from '#events/accept-entry.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';
import type { Arrival } from '../update/arrival.ts';
import { unreadableRefusal } from '../update/refusals.ts';

/** An entry that is an event, with its person. */
export interface AdmittedEvent {
  readonly kind: 'event';
  readonly person: PersonKey;
  readonly arrival: Arrival;
}

/** An entry that is not an event. */
export interface RefusedEntry {
  readonly kind: 'refused';
  readonly message: EntryMessage;
  readonly refusal: Refusal;
}

/** Separates events from entries that must go to quarantine. Nothing in an entry can make this throw. */
export const admitEntry = (message: EntryMessage): AdmittedEvent | RefusedEntry => {
  const { entry, text, to, id, arrivedAt, redriven } = message;
  if (entry === undefined) return { kind: 'refused', message, refusal: unreadableRefusal(text ?? '') };
  const accepted = acceptEntry(entry, text);
  if (!accepted.ok) return { kind: 'refused', message, refusal: accepted.refusal };
  const { event, body } = accepted;
  const arrival: Arrival = {
    id,
    entry,
    text,
    event,
    // Worked out only where it is asked for.
    get fingerprint() {
      return accepted.fingerprint;
    },
    body,
    arrivedAt,
    redriven,
  };
  return { kind: 'event', person: to ?? personOf(event.detail), arrival };
};
