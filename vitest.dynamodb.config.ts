import { defineConfig } from 'vitest/config';

/** The tier that runs against AWS's own DynamoDB Local; see test/dynamodb/. */
export default defineConfig({
  test: { include: ['test/dynamodb/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000, fileParallelism: false },
});
