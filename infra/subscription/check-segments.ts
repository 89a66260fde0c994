import { nearestName } from '#lib/core/nearest-name.ts';
import { segmentChangesPattern, type ChangesOfSegments } from '#events/routing.ts';

/** The longest pattern that EventBridge takes, in characters, with room for the account. */
export const longestPattern = 2_048 - 64;

/**
 * Checks what a subscriber asks for.
 *
 * @param known - the keys of the catalogue.
 * @throws {Error} for no segment, one that the catalogue does not have, and more than a rule's pattern can name.
 */
export const checkSegments = (id: string, changes: ChangesOfSegments, known: readonly string[]): void => {
  const { segments, statuses } = changes;
  if (segments.length === 0) throw new Error(`Cannot subscribe ${id} to no segment: segments must name at least one`);
  if (statuses?.length === 0) throw new Error(`Cannot subscribe ${id} to no status: statuses must name at least one`);
  const unknown = segments.find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const near = nearestName(unknown, known);
    const hint = near === undefined ? '' : ` (the nearest is ${near})`;
    throw new Error(`Cannot subscribe ${id} to ${unknown}: the catalogue has no such segment${hint}`);
  }
  const { length } = JSON.stringify(segmentChangesPattern(changes));
  if (length <= longestPattern) return;
  throw new Error(
    `Cannot subscribe ${id} to ${segments.length} segments at once: their keys must fit ${longestPattern} characters, current length is ${length}`,
  );
};
