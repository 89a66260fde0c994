/**
 * Every English text of the console, by screen. A screen takes its own alone, so that it is loaded with it.
 */
export { failures, parts } from './parts.ts';
export { segments } from './segments.ts';
export { shell } from './shell.ts';
