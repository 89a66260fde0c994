import type { Instant } from '#lib/core/time/instant.ts';
import { isTransient } from './transience.ts';

/** How often a message was received, and since when. */
export interface Tries {
  /** 1 when it is received for the first time. */
  readonly receives: number;
  /** When it was first received. */
  readonly since: Instant;
}

/** The number of times that a message may fail of a fault that does not pass. */
export const mostTries = 5;

const hour = 60 * 60_000;

/**
 * How long a message is tried while its failure may pass, in milliseconds: 12 hours. It outlasts throttling, a service that
 * is down and a night without anyone at hand, and is far below the 14 days for which queues keep a message.
 */
export const longestTrialMs = 12 * hour;

/** Pauses after the first failures, in seconds. */
const firstPauses = [2, 8, 30, 120];

/** Every later pause, in seconds: the longest that a person waits once the cause is gone. */
const longestPause = 300;

/** For how long a message that failed is hidden, in seconds: 2, 8, 30, 120, and from then on 300. */
export const pauseAfter = ({ receives }: Pick<Tries, 'receives'>): number => firstPauses[receives - 1] ?? longestPause;

/** Whether a message is not to be tried again, but to be put to the dead letters. */
export const isSpent = (failure: unknown, { receives, since }: Tries, now: Instant): boolean =>
  isTransient(failure) ? now - since >= longestTrialMs : receives >= mostTries;

/** Whether a message must be taken by itself, since its next failure could be the last and must be its own. */
export const isSuspect = ({ receives }: Pick<Tries, 'receives'>): boolean => receives >= mostTries;
