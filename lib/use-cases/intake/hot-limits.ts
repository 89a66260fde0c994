import type { Instant } from '#lib/core/time/instant.ts';
import type { QueuedText } from '#lib/ports/queue/diverted-messages.ts';

/** When a person's messages hold others up. */
export interface HotLimits {
  /** The fewest of one person in one batch. */
  readonly messages: number;
  /** The oldest of them has waited for longer, in milliseconds. */
  readonly waitMs: number;
}

/** Whether these messages of one person in one batch, in order, hold others up. */
export const areHot = (
  { messages: fewest, waitMs }: HotLimits,
  messages: readonly QueuedText[],
  now: Instant,
): boolean => {
  const [oldest] = messages;
  return oldest !== undefined && messages.length >= fewest && now - oldest.arrivedAt > waitMs;
};
