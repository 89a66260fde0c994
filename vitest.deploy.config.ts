import { defineConfig } from 'vitest/config';
import { everyTier } from './vitest.config.ts';

/** The tier that deploys to a local AWS; see test/deploy/. */
export default defineConfig({
  test: {
    ...everyTier,
    include: ['test/deploy/**/*.test.ts'],
    provide: { depth: 'short' },
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    fileParallelism: false,
  },
});
