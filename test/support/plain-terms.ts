import type { ShownBy } from '#lib/core/profile/view.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';

/** How profiles are read without scores, in UTC, without traits of the shop's own. */
export const plainTerms: ShownBy = { rfm: undefined, calendar: utcCalendar, computed: new Map() };
