import { defineConfig } from 'vitest/config';
import { everyTier, fromSources } from './vitest.config.ts';

/** The tier that runs `patron dev` as a process, with the clients of AWS unchanged, and kills it; see test/dev/. */
export default defineConfig({
  ssr: fromSources,
  test: {
    ...everyTier,
    include: ['test/dev/**/*.test.ts'],
    provide: { depth: 'short' },
    fileParallelism: false,
  },
});
