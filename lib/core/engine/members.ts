import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { PositionSet } from '../segments/compile/position-set.ts';

/**
 * The segments of the catalogue that somebody is in. Looking a position up here is several times faster than a key that is
 * mostly not there.
 */
export const membersOf = ({ positions, segments }: Catalogue, { memberships }: CustomerState): PositionSet => {
  const members = new PositionSet(segments.length);
  for (const key of Object.keys(memberships)) {
    const position = positions.get(key);
    if (position !== undefined) members.add(position);
  }
  return members;
};
