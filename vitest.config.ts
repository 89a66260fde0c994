import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/dynamodb/**', 'test/deploy/**', 'node_modules/**'],
    setupFiles: ['test/support/seeded.ts'],
    testTimeout: 60_000,
  },
});
