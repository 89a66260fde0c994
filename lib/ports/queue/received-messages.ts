import type { NotTaken } from '../sending.ts';

/** A received message that nobody is to see for a while. */
export interface HiddenMessage {
  /** The receipt that came with it. */
  readonly receipt: string;
  /** How long it is hidden from now on, in seconds, up to 12 hours. */
  readonly seconds: number;
}

/** The messages that a function has received and that are not deleted yet. */
export interface ReceivedMessages {
  /**
   * Hides up to ten messages of the queue of this ARN. A FIFO queue gives out nothing of a group while one of its messages
   * is hidden.
   *
   * @returns the messages for which this failed; they stay hidden for as long as the queue itself hides a received one.
   */
  hide(queueArn: string, messages: readonly HiddenMessage[]): Promise<readonly NotTaken<HiddenMessage>[]>;
}
