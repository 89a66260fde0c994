import { day } from '#lib/core/time/duration.ts';
import type { CustomerUpdate } from '#lib/ports/store/customer-store.ts';
import { overriding, type Faulty } from './faulty-store.ts';

/** An update whose next change is said to be as many days later. */
const changingLater = (update: CustomerUpdate, days: number): CustomerUpdate => ({
  ...update,
  nextChangeAt: () => {
    const { state, nextChangeAt = () => state.nextReviewAt } = update;
    const next = nextChangeAt();
    return next === null ? null : next + days * day;
  },
});

/** The list names people when they have changed long ago. */
export const timersTooLate: Faulty = (store) =>
  overriding(store, { save: (update) => store.save(changingLater(update, 100)) });

/** A change that a condition brings after it has flipped once in vain is never seen. */
export const oneFlipInVain: Faulty = (store) =>
  overriding(store, {
    save: (update) => {
      const { state, nextChangeAt = () => state.nextReviewAt } = update;
      const next = nextChangeAt();
      return store.save({ ...update, nextChangeAt: () => (next === state.nextReviewAt ? next : null) });
    },
  });
