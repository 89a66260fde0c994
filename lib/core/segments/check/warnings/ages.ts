import { computedTrait } from '../../../profile/computed-traits.ts';
import { parseDuration } from '../../../time/duration.ts';
import { operators, type Comparison, type TraitOperators } from '../../language/operators.ts';
import type { Compared } from './compared.ts';

/** Whether an operator asks how long ago an instant is, how far ahead, or for its anniversaries. */
export const isAboutNow = ({ name }: Comparison): boolean => {
  const { on } = operators[name];
  return on === 'instant' || on === 'date';
};

/** A length that is the same for everyone, in milliseconds; undefined where there is none. */
const lengthIn = (operand: unknown): number | undefined =>
  typeof operand === 'string' ? parseDuration(operand) : undefined;

/** Whether every value lies in the past: Patron takes no event before it happened. */
const isPast = ({ name }: Compared): boolean => computedTrait(name)?.kind === 'instant';

const canCome = (compared: Compared, { comingWithin, olderThan }: TraitOperators): boolean => {
  if (comingWithin === undefined) return true;
  // What is still to come is no time ago.
  return !isPast(compared) && lengthIn(comingWithin) !== 0 && lengthIn(olderThan) === undefined;
};

/** Whether some instant meets all that is asked of how long ago it is: `olderThan` D and `newerThan` E leave the ages from D up to E. */
export const areAgesPossible = (compared: Compared, is: TraitOperators): boolean => {
  const { olderThan, newerThan } = is;
  const [older, newer] = [lengthIn(olderThan), lengthIn(newerThan)];
  const isRoom = older === undefined || newer === undefined || older < newer;
  return isRoom && canCome(compared, is);
};
