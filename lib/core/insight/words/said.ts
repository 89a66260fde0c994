import type { PersonKey } from '../../profile/person.ts';

/** A text of feedback. */
export interface FeedbackText {
  readonly text: string;
  /** The score on its scale, from 0 to 1; absent where there was none. */
  readonly satisfaction?: number;
}

/** Everything that somebody has written. */
export interface Said {
  readonly person: PersonKey;
  readonly texts: readonly FeedbackText[];
}
