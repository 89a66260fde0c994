import type { CustomerState } from '../profile/state.ts';
import type { Catalogue } from '../segments/compile/catalogue.ts';
import { PositionSet } from '../segments/compile/position-set.ts';

/**
 * The positions of the segments that a person is in. Deciding asks for the membership of every segment it looks at, and a
 * bit is found faster than a key that is mostly absent.
 */
export const membersOf = ({ positions, segments }: Catalogue, { memberships }: CustomerState): PositionSet => {
  const members = new PositionSet(segments.length);
  for (const key of Object.keys(memberships)) {
    const position = positions.get(key);
    if (position !== undefined) members.add(position);
  }
  return members;
};
