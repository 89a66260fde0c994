/** Draws numbers from 0 up to, but not including, 1. */
export type Chance = () => number;

/** Reproducible chance, by the generator mulberry32 (T. Ettinger 2017): the same 32-bit seed gives the same draws. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
