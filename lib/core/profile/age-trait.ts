import { ageAt, birthday, birthOn, bornIn, type Birth } from '../time/age.ts';
import type { TraitOf } from './computed-trait.ts';
import { existing } from './existing.ts';
import type { Profile } from './state.ts';

const birthOf = ({ given }: Profile): Birth | undefined => {
  const date = existing(given['demographic.birthDate']?.[0]) as string | undefined;
  const year = existing(given['demographic.birthYear']?.[0]) as number | undefined;
  if (date !== undefined) return birthOn(date);
  return year === undefined ? undefined : bornIn(year);
};

/** Whole years at this instant, from the given birth date, or else from the birth year. */
export const ageTrait: TraitOf<'number'> = {
  kind: 'number',
  label: 'age',
  dependsOn: ['demographic.birthDate', 'demographic.birthYear'],
  read: (profile, now, { calendar }) => {
    const birth = birthOf(profile);
    return birth && ageAt(birth, now, calendar);
  },
  nextChange: (profile, after, { calendar }) => {
    const birth = birthOf(profile);
    return birth ? birthday(birth, ageAt(birth, after, calendar) + 1, calendar) : Infinity;
  },
  // Between two operands no comparison changes, so only the ages around each of them matter.
  changesAt: (operands) => {
    const ages = operands.flatMap((operand) => [Math.ceil(operand), Math.floor(operand) + 1]);
    return (profile, { calendar }) => {
      const birth = birthOf(profile);
      return birth ? ages.map((years) => birthday(birth, years, calendar)) : [];
    };
  },
};
