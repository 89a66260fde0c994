import { defineConfig } from 'vitest/config';

/**
 * Holds for every tier. A test that hangs ends some time; how long one takes says nothing, since other work may run beside it.
 * The time zone is one that no date in the tests is written in.
 */
export const everyTier = {
  globalSetup: ['test/support/scratch.ts'],
  setupFiles: ['test/support/seeded.ts'],
  env: { TZ: 'Asia/Tokyo' },
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 } },
  maxWorkers: '100%',
};

/** `patron/segments` and the like are the sources here, by the first condition, which package.json has for them; the other is Node's. */
export const fromSources = { resolve: { conditions: ['patron-source', 'node'] } };

/** The tiers that have a command of their own. */
const otherTiers = ['test/dynamodb/**', 'test/deploy/**', 'test/dev/**', 'test/console/**', 'test/**/*.deep.test.ts'];

/** Functions read their environment while they are loaded, so each file of these loads them for itself. */
const loadsFunctions = ['test/functions/**/*.test.ts', 'test/model/**/*.test.ts'];

/** `npm test`: every promise by examples, and properties with few draws; see vitest.deep.config.ts. */
export default defineConfig({
  ssr: fromSources,
  test: {
    maxWorkers: everyTier.maxWorkers,
    provide: { depth: 'short' },
    projects: [
      {
        extends: true,
        test: {
          ...everyTier,
          name: 'shared modules',
          include: ['test/**/*.test.ts'],
          exclude: [...otherTiers, ...loadsFunctions],
          isolate: false,
        },
      },
      { extends: true, test: { ...everyTier, name: 'functions', include: loadsFunctions, exclude: otherTiers } },
    ],
  },
});
