import { randomUUID } from 'node:crypto';
import { traceId } from './trace-id.ts';

/** The real clock, pauses, ids and trace, which use cases take as arguments. */
export const wall = {
  now: (): number => Date.now(),
  newId: (): string => randomUUID(),
  // node:timers/promises is a module more that every cold start would wait for.
  sleep: (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
  random: (): number => Math.random(),
  traceId: (): string | undefined => traceId(),
};
