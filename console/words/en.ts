/**
 * Every English text of the console, by screen. A screen takes its own alone, so that it is loaded with it.
 */
export { basis } from './basis.ts';
export { data } from './data.ts';
export { builder } from './builder.ts';
export { events } from './events.ts';
export { live } from './live.ts';
export { missingPerson } from './missing-person.ts';
export { insight } from './insight.ts';
export { failures, parts } from './parts.ts';
export { people } from './people.ts';
export { person } from './person.ts';
export { segment } from './segment.ts';
export { plan } from './plan.ts';
export { rfm } from './rfm.ts';
export { segments } from './segments.ts';
export { shell } from './shell.ts';
export { traits } from './traits.ts';
