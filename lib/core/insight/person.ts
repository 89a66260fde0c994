import { hash } from 'node:crypto';
import { publicIdOf, type PersonKey } from '../profile/person.ts';
import type { CustomerState } from '../profile/state.ts';

/** Somebody with a profile: a customer, or a visitor who is not linked to one. */
export interface Person {
  readonly person: PersonKey;
  readonly state: CustomerState;
}

/** SHA-256 of a person's id in hexadecimal: the people with the smallest are the sample. */
export const rankOf = (person: PersonKey): string => hash('sha256', publicIdOf(person), 'hex');

/** In which of two halves a person is, for good: that of the last bit of the rank. The sample is drawn from both alike. */
export const halfOf = (rank: string): 0 | 1 => (Number.parseInt(rank.slice(-1), 16) % 2 === 0 ? 0 : 1);
