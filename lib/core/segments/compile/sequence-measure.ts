import type { MeasureState } from '../../measures/measure.ts';
import { followedBy, notFollowedBy, type Sequence } from '../../measures/sequence.ts';
import { parseDuration } from '../../time/duration.ts';
import type { FollowedByCondition, NotFollowedByCondition } from '../language/condition.ts';
import { compileSelection } from './matcher.ts';
import type { Unnamed } from './measure.ts';

const lengthOf = (duration: string): number => parseDuration(duration) as number;

const sequenceOf = (condition: FollowedByCondition | NotFollowedByCondition): Sequence<MeasureState> =>
  (condition.form === 'followedBy'
    ? followedBy(lengthOf(condition.within))
    : notFollowedBy(lengthOf(condition.wait), lengthOf(condition.within))) as unknown as Sequence<MeasureState>;

/** The measure of an event that another has followed, or has not. */
export const sequenceMeasure = (condition: FollowedByCondition | NotFollowedByCondition): Unnamed => {
  const { first, second } = condition;
  const sequence = sequenceOf(condition);
  const [isFirst, isSecond] = [compileSelection(first), compileSelection(second)];
  return {
    ...sequence,
    selections: [first, second],
    fold: (before, { event: { type, detail }, t, clock }) => {
      const roles = {
        isFirst: type === first.performed && isFirst(detail),
        isSecond: type === second.performed && isSecond(detail),
      };
      return roles.isFirst || roles.isSecond ? sequence.add(before, roles, { t, clock }) : before;
    },
  };
};
