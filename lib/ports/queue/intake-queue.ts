import type { PersonKey } from '#lib/core/profile/person.ts';
import type { NotTaken } from '../sending.ts';

/** A message for the queue that feeds the updates. */
export interface OutgoingMessage {
  readonly body: string;
  /** Messages of one group are taken one after the other. */
  readonly group: string;
  /** The queue drops a second message of the same id within five minutes. Up to 128 letters, digits and punctuation. */
  readonly deduplicationId: string;
}

/** The FIFO queue in front of the updates. */
export interface IntakeQueue {
  /**
   * Puts up to ten messages.
   *
   * @returns those that were not taken; every other one was.
   */
  send(messages: readonly OutgoingMessage[]): Promise<readonly NotTaken<OutgoingMessage>[]>;
}

/** What SQS takes in one call, in messages and bytes. */
export const queueLimits = { items: 10, bytes: 1_000_000 };

export const messageBytes = ({ body }: OutgoingMessage): number => Buffer.byteLength(body);

/** The group in which the rules put a person's own events: the bare id. */
export const groupOf = (person: PersonKey): string => person.slice(2);

/** A message that the queue did not take, each time that it was sent. The text has nothing of the message, so that it can be logged. */
export class NotQueuedError extends Error {
  override readonly name = 'NotQueuedError';

  constructor(code: string) {
    super(`Cannot send a message into the intake queue: current value is ${code}`);
  }
}
