import { defineConfig } from 'vitest/config';

/** The tier that deploys to a local AWS; see test/deploy/. */
export default defineConfig({
  test: {
    include: ['test/deploy/**/*.test.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    fileParallelism: false,
  },
});
