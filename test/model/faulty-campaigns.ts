import type { Boundary } from './boundary.ts';

/** Takes a change as handed over whatever the tool says. */
export const ignoringFailures: Boundary['campaign'] = ({ handle, ...options }) => ({
  ...options,
  handle: async (change) => {
    await handle(change).catch(() => {});
  },
});

export const knowingNothingMissing: Boundary['campaign'] = (options) => ({
  ...options,
  ...(options.missing && { missing: async () => [] }),
});
