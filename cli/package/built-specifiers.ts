/** A module of Patron's own in quotes, by its source: from the root (`#lib/…`) or relative. Nothing else is written so. */
const ofSource = /(?<=(['"])(?:#(?:cli|events|functions|infra|lib)|\.{1,2})\/[^'"\n]+)(?<!\.d)\.ts(?=\1)/g;

/**
 * Names modules by what was built of them. The compiler does so for relative imports of JavaScript alone; `imports` of
 * package.json has both, `#lib/*.ts` for the sources and `#lib/*.js` for what was built.
 *
 * @param text - of a built `.js` or `.d.ts`.
 */
export const withBuiltSpecifiers = (text: string): string => text.replaceAll(ofSource, '.js');
