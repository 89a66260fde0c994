import { setImmediate as afterAll } from 'node:timers/promises';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that goes on only when everybody sleeps, to the instant at which the first wakes. */
export const virtualTime = (start = 0) => {
  let now = start;
  const sleepers: Sleeper[] = [];

  const wakeNext = (): void => {
    sleepers.sort((one, other) => one.at - other.at);
    const next = sleepers.shift();
    if (next === undefined) throw new Error('Cannot go on: nobody sleeps, and the work is not done');
    now = Math.max(now, next.at);
    next.wake();
  };

  return {
    now: () => now,
    sleep: (ms: number): Promise<void> =>
      new Promise((wake) => {
        sleepers.push({ at: now + ms, wake });
      }),
    /** Runs work to its end. */
    run: async <Result>(work: Promise<Result>): Promise<Result> => {
      let isDone = false;
      const settle = () => {
        isDone = true;
      };
      work.then(settle, settle);
      for (;;) {
        await afterAll();
        if (isDone) return work;
        wakeNext();
      }
    },
  };
};
