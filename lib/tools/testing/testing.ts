/** Patron in tests of campaigns and catalogues: the package's entry `patron/test`. */
export { EventRefused } from '../emit/event-refused.ts';
export { entered, exited, member, notMember, type Expectation } from './expectations.ts';
export { ExpectationFailed } from './expectation-failed.ts';
export { given, type GivenPeople, type Line } from './given.ts';
export { startPatron, type Change, type PatronNeeds, type TestedPatron } from './start-patron.ts';
