import type { ShownBy } from '#lib/core/profile/view.ts';
import type { FoldTerms } from '#lib/core/profile/fact.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';

/** How profiles are read without scores, in UTC, without traits of the shop's own. */
export const plainTerms: ShownBy = { rfm: undefined, calendar: utcCalendar, shown: new Map() };

/** How events are folded, in pounds and UTC. */
export const foldTerms: FoldTerms = { currency: 'GBP', calendar: utcCalendar };
