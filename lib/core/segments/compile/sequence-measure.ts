import { identityOf } from '../../measures/identity.ts';
import type { MeasureState } from '../../measures/measure.ts';
import type { SameSequence } from '../../measures/same-sequence.ts';
import { followedBy, notFollowedBy, type Sequence } from '../../measures/sequence.ts';
import type { Fact } from '../../profile/fact.ts';
import { lengthOf } from '../../time/duration.ts';
import type { SequenceCondition } from '../language/condition.ts';
import type { EventSelection } from '../language/language.ts';
import { fieldAt, valuesAt } from './field.ts';
import { compileSelection } from './matcher.ts';
import type { MeasureScope, Unnamed } from './measure.ts';
import type { SeldomMeasures } from './seldom-measures.ts';

const sequenceOf = (condition: SequenceCondition): Sequence<MeasureState> =>
  (condition.form === 'followedBy'
    ? followedBy(lengthOf(condition.within))
    : notFollowedBy(lengthOf(condition.wait), lengthOf(condition.within))) as unknown as Sequence<MeasureState>;

/** Whether an event is one of a selection. */
const selects = (selection: EventSelection, scope: MeasureScope): ((fact: Fact) => boolean) => {
  const fits = compileSelection(selection, scope);
  return (fact) => fact.event.type === selection.performed && fits(fact);
};

const noValues: readonly string[] = [];

/** The values of a field that an event of a selection has. */
const valuesOf = (
  selection: EventSelection,
  path: string,
  scope: MeasureScope,
): ((fact: Fact) => readonly string[]) => {
  const isSelected = selects(selection, scope);
  const field = fieldAt(path);
  return (fact) => (isSelected(fact) ? valuesAt(field, fact.event.detail).map(identityOf) : noValues);
};

/** The measure of two events with a value in common. */
const sameMeasure = (condition: SequenceCondition, path: readonly [string, string], scope: MeasureScope): Unnamed => {
  const { first, second } = condition;
  const sequence = (scope.seldom as SeldomMeasures).sameSequence(condition);
  const firstsIn = valuesOf(first, path[0], scope);
  const secondsIn = valuesOf(second, path[1], scope);
  const measure = {
    ...sequence,
    selections: [first, second],
    fold: (before: Parameters<SameSequence['add']>[0], fact: Fact) => {
      const values = { firsts: firstsIn(fact), seconds: secondsIn(fact) };
      return values.firsts.length + values.seconds.length > 0 ? sequence.add(before, values, fact) : before;
    },
  };
  return measure as unknown as Unnamed;
};

/** The measure of an event that another has followed, or has not. */
export const sequenceMeasure = (condition: SequenceCondition, scope: MeasureScope): Unnamed => {
  const { first, second, same } = condition;
  if (same) return sameMeasure(condition, same, scope);
  const sequence = sequenceOf(condition);
  const [isFirst, isSecond] = [selects(first, scope), selects(second, scope)];
  return {
    ...sequence,
    selections: [first, second],
    fold: (before, fact) => {
      const roles = { isFirst: isFirst(fact), isSecond: isSecond(fact) };
      return roles.isFirst || roles.isSecond ? sequence.add(before, roles, fact) : before;
    },
  };
};
