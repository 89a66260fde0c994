import { canaryFault } from './canary.ts';
import type { Fault } from './fault.ts';
import { deepestDetail, fingerprint } from './fingerprint.ts';
import { eventTypes, incomingEvents, isEventType, type EventType, type IncomingEvent } from './incoming-event.ts';
import { isRecord } from './is-record.ts';
import { refuse, type Refusal } from './refusal.ts';

export type { Fault } from './fault.ts';
export { refusalReasons, refuse } from './refusal.ts';
export type { Refusal, RefusalReason } from './refusal.ts';

/** An entry that has the form of an event. */
export interface Accepted {
  readonly ok: true;
  /** Only its known fields. */
  readonly event: IncomingEvent;
  /** Equal for two entries if and only if their `detail-type` and `detail` are equal. */
  readonly fingerprint: string;
  /** The JSON of `{"detail-type", "source", "detail"}` as it came, unknown fields included. */
  readonly body: string;
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

/** The fingerprint and the body; undefined where the entry cannot be written as JSON. */
const written = (type: EventType, entry: Entry): Pick<Accepted, 'fingerprint' | 'body'> | undefined => {
  const { source, detail } = entry;
  try {
    return {
      fingerprint: fingerprint(type, detail),
      body: JSON.stringify({ 'detail-type': type, source, detail }),
    };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
};

const acceptDetail = (type: EventType, entry: Entry): Acceptance => {
  const { source, detail } = entry;
  if (source !== undefined && typeof source !== 'string')
    return invalid(type, { field: 'source', rule: 'must be a text', value: source });
  const { event, fault } = incomingEvents[type].read(detail);
  if (event === undefined) return invalid(type, fault);
  const taken = canaryFault(source, event.detail);
  if (taken !== undefined) return invalid(type, taken);
  const texts = written(type, entry);
  if (texts === undefined) {
    const rule = `must be JSON nested at most ${deepestDetail} deep`;
    return invalid(type, { field: 'detail', rule, value: detail });
  }
  return { ok: true, event, ...texts };
};

/**
 * Accepts an entry from EventBridge as an event, or says what is wrong with it. Never throws, whatever it is given.
 *
 * Unknown fields are ignored at every depth; the first known one with a wrong form refuses the entry.
 */
export const acceptEntry = (entry: unknown): Acceptance => {
  if (!isRecord(entry)) return invalid('an entry', { field: 'entry', rule: 'must be an object', value: entry });
  const type = entry['detail-type'];
  return isEventType(type) ? acceptDetail(type, entry) : unknownType(type);
};
