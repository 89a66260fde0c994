import type { Standing } from '#lib/ports/store/embedded/arrival-log.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';

/**
 * How far the shop of a store has come.
 *
 * @throws {TypeError} for a store that is not a shop's.
 */
export const standingOf = ({ arrivals }: EmbeddedStore): Standing => {
  const standing = arrivals.standing();
  if (standing === undefined) throw new TypeError('Cannot use a store as a shop: current value is one without a clock');
  return standing;
};
