import { defineConfig } from 'vitest/config';
import { everyTier, fromSources } from './vitest.config.ts';

/**
 * `npm run test:deep`: properties with all their draws, and what takes too long for every day: whole years of real shops,
 * crowds, rules left out of the simulation one by one, bundles, and copies of the project that are extended as the pages say.
 */
export default defineConfig({
  ssr: fromSources,
  test: {
    ...everyTier,
    include: ['test/**/*.{deep,properties}.test.ts'],
    provide: { depth: 'deep' },
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
});
