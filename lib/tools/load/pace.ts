import type { Instant } from '#lib/core/time/instant.ts';

/** The clock and the pauses of the outside. */
export interface Clock {
  readonly now: () => Instant;
  /** Waits this many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** A call of PutEvents takes ten entries: those of a call go together. */
const callEntries = 10;

/** A pace of so many a second: what it gives waits before each until it is due. What was waited for elsewhere is not made up for. */
export const paceOf = (rate: number, { now, sleep }: Clock): (() => Promise<void>) => {
  const together = Math.min(callEntries, rate);
  const spanMs = (together * 1000) / rate;
  let [due, left] = [-Infinity, 0];
  return async () => {
    if (left === 0) {
      const waitMs = due - now();
      if (waitMs > 0) await sleep(waitMs);
      due = Math.max(due, now()) + spanMs;
      left = together;
    }
    left -= 1;
  };
};
