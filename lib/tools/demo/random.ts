import { chanceFrom } from '#lib/core/chance.ts';

/** Reproducible chance: the same seed gives the same draws. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;
  /** A whole number from `least` to `most`, both included. */
  readonly whole: (least: number, most: number) => number;
  /** An element of a list that is not empty. */
  readonly pick: <Item>(list: readonly Item[]) => Item;
  /** True with this probability. */
  readonly happens: (share: number) => boolean;
  /** An exponentially distributed waiting time with this mean. */
  readonly wait: (mean: number) => number;
}

/** The draws of a 32-bit seed. */
export const randomFrom = (seed: number): Random => {
  const next = chanceFrom(seed);
  return {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (list) => {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new RangeError('Cannot pick from a list: current value is empty');
      return picked;
    },
    happens: (share) => next() < share,
    wait: (mean) => -mean * Math.log(1 - next()),
  };
};
