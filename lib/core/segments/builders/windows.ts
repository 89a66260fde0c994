import type { During } from '../language/language.ts';
import type { Duration } from './duration-text.ts';

type Day = `${number}-${number}-${number}`;

/** A date, or an instant with `Z` or an offset, as text: `2026-11-02`, `2026-11-02T09:12:00Z`. */
export type Moment = Day | `${Day}T${string}`;

/** The windows that end with now, of which events have one at most. */
export type Moving = 'within' | 'between' | 'during';

/** Every step that says when. */
export type Window = Moving | 'since' | 'until';

/** The steps that say when, of something that each continues. */
export const windowSteps = <Data extends object>(data: Data, next: (data: Data) => unknown) => ({
  within: (within: Duration) => next({ ...data, within }),
  between: (far: Duration, near: Duration) => next({ ...data, between: [far, near] }),
  during: (during: During) => next({ ...data, during }),
  since: (since: Moment) => next({ ...data, since }),
  until: (until: Moment) => next({ ...data, until }),
});
