import { randomUUID } from 'node:crypto';
import { Emitter, type EmitterBus } from './emitter.ts';
import { requireOwnSource } from './own-source.ts';

export type { EventType } from '#events/incoming-event.ts';
export type { Emitter } from './emitter.ts';
export type { EventInput } from './event-input.ts';
export { EventRefused } from './event-refused.ts';
export { EventsNotTaken, type NotTakenEvent } from './events-not-taken.ts';
export { money } from './money.ts';

/**
 * An emitter of a shop's events.
 *
 * @param bus - `client` of the AWS SDK, `busName` as the deployment's outputs give it, and `source`, a name of the shop's own
 * such as `shop.checkout`, which the bus must be open to.
 * @throws {RangeError} for a source that is empty, `patron` or begins with `aws.`.
 */
export const createEmitter = (bus: EmitterBus): Emitter => {
  requireOwnSource(bus.source);
  return new Emitter(bus, {
    now: Date.now,
    newEventId: randomUUID,
    random: Math.random,
    warn: (message) => process.emitWarning(message, 'PatronWarning'),
  });
};
