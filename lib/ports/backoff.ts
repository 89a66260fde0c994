/** The time and the chance that retrying takes from outside. */
export interface RetryDeps {
  /** Waits this many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
}

/** Retries at once, for where time is simulated. */
export const noPauses: RetryDeps = { sleep: async () => {}, random: () => 0 };

/** How long pauses may be, in milliseconds. */
export interface Backoff extends Pick<RetryDeps, 'random'> {
  /** The bound of the first pause; it doubles with each attempt. */
  readonly first: number;
  /** The bound that no pause exceeds. */
  readonly longest: number;
}

/**
 * The pause after a failed attempt, in milliseconds: exponential backoff with full jitter, so anywhere between nothing
 * and the bound. Clients that compete spread out best that way, and make the fewest calls: M. Brooker, "Exponential
 * Backoff And Jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
 *
 * @param attempt - the number of the attempt that failed, from 1.
 */
export const backoff = (attempt: number, { first, longest, random }: Backoff): number =>
  random() * Math.min(longest, first * 2 ** (attempt - 1));
