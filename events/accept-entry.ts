import { canaryFault } from './canary.ts';
import type { Fault } from './fault.ts';
import { eventTexts, type EventTexts } from './event-texts.ts';
import { deepestDetail } from './fingerprint.ts';
import { eventTypes, incomingEvents, isEventType, type EventType, type IncomingEvent } from './incoming-event.ts';
import { isRecord } from './is-record.ts';
import { refuse, type Refusal } from './refusal.ts';

export type { Fault } from './fault.ts';
export { refusalReasons, refuse } from './refusal.ts';
export type { Refusal, RefusalReason } from './refusal.ts';

/** An entry that has the form of an event. */
export interface Accepted extends EventTexts {
  readonly ok: true;
  /** Only its known fields. */
  readonly event: IncomingEvent;
}

/** An accepted entry, or the reason for refusing it: `unknown-type` or `invalid`, the two that the entry itself shows. */
export type Acceptance = Accepted | { readonly ok: false; readonly refusal: Refusal };

type Entry = Readonly<Record<string, unknown>>;

const invalid = (what: string, fault: Fault): Acceptance => ({ ok: false, refusal: refuse('invalid', what, fault) });

const unknownType = (type: unknown): Acceptance => ({
  ok: false,
  refusal: refuse('unknown-type', 'an entry', {
    field: 'detail-type',
    rule: `must be one of ${eventTypes.join(', ')}`,
    value: type,
  }),
});

const acceptDetail = (type: EventType, entry: Entry, text: string | undefined): Acceptance => {
  const { source, detail } = entry;
  if (source !== undefined && typeof source !== 'string')
    return invalid(type, { field: 'source', rule: 'must be a text', value: source });
  const { event, fault } = incomingEvents[type].read(detail);
  if (event === undefined) return invalid(type, fault);
  const taken = canaryFault(source, event.detail);
  if (taken !== undefined) return invalid(type, taken);
  const texts = eventTexts(type, entry, text);
  if (texts === undefined) {
    const rule = `must be JSON nested at most ${deepestDetail} deep`;
    return invalid(type, { field: 'detail', rule, value: detail });
  }
  return Object.assign(texts, { ok: true as const, event });
};

/**
 * Accepts an entry from EventBridge as an event, or says what is wrong with it. Never throws, whatever it is given.
 *
 * Unknown fields are ignored at every depth; the first known one with a wrong form refuses the entry.
 *
 * @param text - the entry's own JSON, where it is at hand.
 */
export const acceptEntry = (entry: unknown, text?: string): Acceptance => {
  if (!isRecord(entry)) return invalid('an entry', { field: 'entry', rule: 'must be an object', value: entry });
  const type = entry['detail-type'];
  return isEventType(type) ? acceptDetail(type, entry, text) : unknownType(type);
};
