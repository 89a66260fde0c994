import type { PersonKey } from '#lib/core/profile/person.ts';

/** What was done for messages of which the first has failed. */
export type Rescue = 'sent-on' | 'again' | 'none';

/** What is done with messages that are not simply taken. An index is that of the message. */
export interface Handling {
  /** How many people's messages are taken side by side. */
  readonly atOnce: number;
  /** Whether a message must be taken by itself, so that a failure is its own and of no other. */
  readonly isSuspect: (index: number) => boolean;
  /**
   * What is done for one person's messages that are left when the first has failed, before it is given up: all were sent on
   * into the slow queue, or they are to be taken again, or nothing.
   */
  readonly rescue: (person: PersonKey, indexes: readonly number[], failure: unknown) => Promise<Rescue>;
  /** Puts a message aside that is not to be received again; resolves to false where it is. */
  readonly giveUp: (index: number, failure: unknown) => Promise<boolean>;
  /** Whether these messages of one person show that they hold others up. */
  readonly isHot: (indexes: readonly number[]) => boolean;
  /** Sends messages of one person on into the slow queue; resolves to false where they are to be taken after all. */
  readonly divert: (person: PersonKey, indexes: readonly number[]) => Promise<boolean>;
}

/** Every message that fails is received again, and none is diverted. */
export const plainHandling: Handling = {
  atOnce: Infinity,
  isSuspect: () => false,
  rescue: async () => 'none',
  giveUp: async () => false,
  isHot: () => false,
  divert: async () => false,
};
