import { nearestName } from '#lib/core/nearest-name.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';

/**
 * The segment of a key.
 *
 * @param option - names it in the message, such as `--segment`.
 * @throws {Error} when the catalogue has none, with the nearest key.
 */
export const chosenSegment = ({ segments }: Catalogue, key: string, option = '--segment'): CompiledSegment => {
  const found = segments.find((segment) => segment.key === key);
  if (found) return found;
  const keys = segments.map((segment) => segment.key);
  const near = nearestName(key, keys);
  const known = near === undefined ? `there are ${keys.toSorted().join(', ')}` : `the nearest is ${near}`;
  throw new Error(
    `Cannot use ${option} as a segment of the catalogue: current value is ${JSON.stringify(key)} (${known})`,
  );
};
