import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { traceId } from './trace-id.ts';

/** The real clock, pauses, ids and trace, which use cases take as arguments. */
export const wall = {
  now: (): number => Date.now(),
  newId: (): string => randomUUID(),
  sleep: async (ms: number): Promise<void> => {
    await sleep(ms);
  },
  random: (): number => Math.random(),
  traceId: (): string | undefined => traceId(),
};
