import type { PersonKey } from '#lib/core/profile/person.ts';
import type { NotTaken } from '../sending.ts';

/** A message for the queue that feeds the updates. */
export interface OutgoingMessage {
  readonly body: string;
  /** Messages of one group are received one after the other. */
  readonly group: string;
  /** The queue drops a second message with the same id within five minutes. Up to 128 letters, digits and punctuation marks. */
  readonly deduplicationId: string;
  /** Short texts beside the body, for whoever reads the queue; none by default. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** A queue that messages can be put into: the FIFO queue in front of the updates, or one of dead letters. */
export interface IntakeQueue {
  /**
   * Puts up to ten messages.
   *
   * @returns the messages that were not taken; all others were.
   */
  send(messages: readonly OutgoingMessage[]): Promise<readonly NotTaken<OutgoingMessage>[]>;
}

/** The most that SQS takes in one call, in messages and bytes. */
export const queueLimits = { items: 10, bytes: 1_000_000 };

/** The size of a message, as SQS counts it, in bytes. */
export const messageBytes = ({ body }: OutgoingMessage): number => Buffer.byteLength(body);

/** The group into which the rules put a person's own events: the bare id. */
export const groupOf = (person: PersonKey): string => person.slice(2);

/** Thrown when the queue refuses a message however often it is sent. The text quotes nothing of it, so that it can be logged. */
export class NotQueuedError extends Error {
  override readonly name = 'NotQueuedError';
  /** The queue's code, or the name of the error with which the call failed. */
  readonly code: string;

  constructor(code: string) {
    super(`Cannot send a message into a queue: current value is ${code}`);
    this.code = code;
  }
}
