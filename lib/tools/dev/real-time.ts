import { lastInstant, type Instant } from '#lib/core/time/instant.ts';
import type { LocalShop } from '../local-shop/local-shop.ts';
import { nextDue } from '../local-shop/next-due.ts';

/** The longest that `setTimeout` can wait, in milliseconds. */
const longestWaitMs = 2 ** 31 - 1;

/** A clock that never goes back, and never behind where a shop's time stands. */
export const forwardClock = (shop: Pick<LocalShop, 'now'>, now: () => Instant): (() => Instant) => {
  let latest = shop.now;
  return () => (latest = Math.max(latest, shop.now, now()));
};

/** Lets what is due in a shop happen as time goes on. */
export interface RealTime {
  /** Looks when something is due next; call it whenever that may have changed. */
  readonly arm: () => Promise<void>;
  readonly stop: () => void;
}

/** @param clock - as `forwardClock` makes it. */
export const realTime = (shop: LocalShop, clock: () => Instant): RealTime => {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const pass = async (): Promise<void> => {
    await shop.advance(clock());
    await arm();
  };
  const arm = async (): Promise<void> => {
    const due = await nextDue(shop.store, lastInstant);
    clearTimeout(timer);
    if (due === undefined || isStopped) return;
    timer = setTimeout(() => void pass(), Math.min(Math.max(0, due.dueAt - clock()), longestWaitMs));
  };
  return {
    arm,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
};
