import type { Instant } from '#lib/core/time/instant.ts';

/** Says whether a caller may do once more what is limited, and counts it. */
export type RateLimit = (caller: string) => boolean | Promise<boolean>;

/** How often something may be done in a time. */
interface Rate {
  readonly most: number;
  /** In milliseconds. */
  readonly within: number;
  readonly now: () => Instant;
}

/** Counts in the memory of one process: at most `most` times in any stretch of `within`, for each caller. */
export const rateLimitInMemory = ({ most, within, now }: Rate): RateLimit => {
  const times = new Map<string, readonly Instant[]>();
  return (caller) => {
    const at = now();
    const recent = (times.get(caller) ?? []).filter((time) => time > at - within);
    if (recent.length >= most) return false;
    times.set(caller, [...recent, at]);
    return true;
  };
};
