import { defineConfig } from 'vitest/config';
import { everyTier } from './vitest.config.ts';

/** The tier that runs against AWS's own DynamoDB Local; see test/dynamodb/. */
export default defineConfig({
  test: {
    ...everyTier,
    include: ['test/dynamodb/**/*.test.ts'],
    provide: { depth: 'short' },
    fileParallelism: false,
  },
});
