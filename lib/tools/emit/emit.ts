import { randomUUID } from 'node:crypto';
import { outgoingSource } from '#lib/ports/publisher/change-publisher.ts';
import { Emitter } from './emitter.ts';
import type { Bus } from './put-entries.ts';

export type { EventType } from '#events/incoming-event.ts';
export type { Emitter } from './emitter.ts';
export type { EventInput } from './event-input.ts';
export { EventRefused } from './event-refused.ts';
export { EventsNotTaken, type NotTakenEvent } from './events-not-taken.ts';
export { money } from './money.ts';

/** EventBridge keeps sources that begin so for AWS, and Patron the one of its own. */
const isForbidden = (source: string): boolean =>
  source === '' || source === outgoingSource || source.startsWith('aws.');

/**
 * An emitter of a shop's events.
 *
 * @param bus - `client` of the AWS SDK, `busName` as the deployment's outputs give it, and `source`, a name of the shop's own
 * such as `shop.checkout`, which the bus must be open to.
 * @throws {RangeError} for a source that is empty, `patron` or begins with `aws.`.
 */
export const createEmitter = (bus: Bus): Emitter => {
  if (isForbidden(bus.source))
    throw new RangeError(
      `Cannot use a source as the shop's own (not empty, not "patron", not beginning with "aws."): current value is ${JSON.stringify(bus.source)}`,
    );
  return new Emitter(bus, {
    now: Date.now,
    newEventId: randomUUID,
    random: Math.random,
    warn: (message) => process.emitWarning(message, 'PatronWarning'),
  });
};
