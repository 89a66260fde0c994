import type { Instant } from '../../time/instant.ts';
import { rankOf, type Person } from '../person.ts';
import { behaviours } from './behaviours.ts';

/** What a person does. */
export interface Conduct {
  readonly rank: string;
  /** By the index of the behaviour; undefined where it is not known. */
  readonly values: readonly (number | undefined)[];
  readonly restsOn: readonly number[];
}

/** Reads what a person does, as of an instant. */
export const conductOf = ({ person, state: { profile } }: Person, now: Instant): Conduct => ({
  rank: rankOf(person),
  values: behaviours.map(({ read }) => read(profile, now)),
  restsOn: behaviours.map(({ restsOn }) => restsOn(profile)),
});
