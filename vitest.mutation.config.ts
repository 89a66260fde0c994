import { defineConfig } from 'vitest/config';
import { everyTier } from './vitest.config.ts';

/** What Stryker runs against each mutant of the core: the tests of the core and of the use cases, which stop at the first failure. */
export default defineConfig({
  test: {
    ...everyTier,
    include: ['test/{core,flow,use-cases}/**/*.test.ts'],
    exclude: ['test/**/*.deep.test.ts'],
    setupFiles: [...everyTier.setupFiles, 'test/mutation/no-shrinking.ts'],
    provide: { depth: 'short' },
    isolate: false,
  },
});
