import type { RfmRegion } from './rfm-regions.ts';

/** Who is in a region, and what is usually done about it. */
const advice: Readonly<Record<RfmRegion, string>> = {
  New: 'First order just now: help them to a second one.',
  Promising: 'One order, some weeks ago: remind them before they forget.',
  'Potential loyalists': 'Have come back lately: show what goes with what they bought.',
  Loyal: 'Order often: ask for a review, and show them what is new.',
  Champions: 'Order most, and did so lately: reward them, and ask them to bring friends.',
  'About to sleep': 'One order, and silent since: give a reason to return before it is late.',
  'Need attention': 'Several orders, and slowing down: ask what they miss.',
  'At risk': 'Used to order, and have not for long: win them back.',
  'Cannot lose': 'Were among the best, and are silent: call them in person.',
  Hibernating: 'Few orders, long ago: remind them cheaply.',
  Lost: 'Few orders, and longest ago: leave them out of costly campaigns.',
};

/** The advice for a region by its name; undefined for a name that is not one of the usual. */
export const adviceFor = (region: string): string | undefined =>
  Object.hasOwn(advice, region) ? advice[region as RfmRegion] : undefined;
