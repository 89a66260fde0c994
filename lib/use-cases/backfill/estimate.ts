import type { Instant } from '#lib/core/time/instant.ts';
import type { Pass } from './pass.ts';

/** Below this share an estimate would be a guess. */
const leastShare = 0.01;
/** A share is never shown as done before the end, however wrong the estimated number of rows may be. */
const mostShare = 0.99;

const clamped = (share: number): number => Math.min(mostShare, Math.max(0, share));

/** How far the attempt under way has come, from 0 to 1: by rows where their number is roughly known, otherwise by parts. */
export const shareDone = ({ open, outcome, parts, rows, rowsInAll }: Pass): number => {
  if (outcome === 'complete' || outcome === 'incomplete') return 1;
  const byParts = (parts - open.length) / parts;
  return clamped(rowsInAll > 0 ? Math.max(byParts, rows / Math.max(rowsInAll, rows)) : byParts);
};

/** Roughly when the attempt under way will be done; undefined where it is too early to say, and after the end. */
export const estimatedEnd = (pass: Pass, now: Instant): Instant | undefined => {
  const share = shareDone(pass);
  const elapsed = now - pass.attemptStartedAt;
  if (pass.outcome !== undefined || share < leastShare || elapsed <= 0) return undefined;
  return Math.round(now + (elapsed * (1 - share)) / share);
};
