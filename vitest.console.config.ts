import { defineConfig } from 'vitest/config';
import { everyTier, fromSources } from './vitest.config.ts';

/** The tier that shows the console in a real browser, over the store of the demo; see test/console/. */
export default defineConfig({
  ssr: fromSources,
  test: {
    ...everyTier,
    globalSetup: [...everyTier.globalSetup, 'test/console/demo-store.ts'],
    include: ['test/console/**/*.test.ts'],
    provide: { depth: 'short' },
    fileParallelism: false,
  },
});
