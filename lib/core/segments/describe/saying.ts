import type { Subject } from './subject.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A condition as a clause about customers: `who have` and `at least 3 purchases`. */
export interface Clause {
  readonly lead: 'who are' | 'who have' | 'whose';
  readonly core: string;
  /** Holds an "or" of its own. */
  readonly isChoice?: true;
}

/** Says whether to describe that something holds, or that it does not. */
export type Saying = Vocabulary & Pick<Subject, 'isKnown'> & { readonly holds: boolean };
