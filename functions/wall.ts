import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** The outer world's clock, patience and chance, which use cases are given. */
export const wall = {
  now: (): number => Date.now(),
  newId: (): string => randomUUID(),
  sleep: async (ms: number): Promise<void> => {
    await sleep(ms);
  },
};
