import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** How far properties are tried: set by the configuration of a tier, and by nothing else. */
    readonly depth: 'short' | 'deep';
  }
}

/**
 * How many cases a property draws: all of them in `npm run test:deep`, a twelfth of them in `npm test`, but never fewer than four.
 * Both draw from the same seed, so that the short run tries the first cases of the deep one.
 */
export const runs = (full: number): { readonly numRuns: number } => ({
  numRuns: inject('depth') === 'deep' ? full : Math.max(4, Math.ceil(full / 12)),
});
