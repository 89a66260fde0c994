import { chanceOf, meanOver } from './counts.ts';

/** The parameters of MBG/CNBD-k. */
export interface OrdersModel {
  readonly k: number;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** What is known of somebody who has ordered, in units of time. */
export interface History {
  /** Purchase days after the first. */
  readonly repeats: number;
  /** From the first order to the last. */
  readonly active: number;
  /** From the last order, or from the first where there is no repeat, to now. */
  readonly silent: number;
}

/** Each order takes `k` steps of a Poisson process; the rate of these steps after all orders. */
const shapeOf = ({ k, r }: OrdersModel, { repeats }: History): number => r + k * repeats;

/** By number of steps since the last order, the probability of that number, given that the person is a customer still. */
const stepsSince = (model: OrdersModel, history: History): number[] => {
  const since = { size: shapeOf(model, history), odds: history.silent / (model.alpha + history.active) };
  return Array.from({ length: model.k }, (_, steps) => chanceOf(steps, since));
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The probability of so long a silence of somebody who is a customer still. */
export const silence = (model: OrdersModel, history: History): number => sum(stepsSince(model, history));

/** The probability of being a customer still: nobody left after the orders so far, or somebody did after the last of them. */
export const alive = (model: OrdersModel, history: History): number => {
  const stays = silence(model, history) * (model.b + history.repeats);
  return stays / (stays + model.a);
};

/** What is to come of somebody who has gone so many steps towards the next order. */
interface Path {
  readonly steps: number;
  /** How likely this is, given the silence. */
  readonly share: number;
}

const pathsOf = (model: OrdersModel, history: History): Path[] => {
  const chances = stepsSince(model, history);
  const [all, largest] = [sum(chances), Math.max(...chances)];
  // Where every chance underflows nobody is a customer still, and the shares do not matter.
  return largest === 0 ? [] : chances.map((chance, steps) => ({ steps, share: chance / all }));
};

/** The steps that somebody makes in some time to come, having made some since the last order. */
const stepsAhead = (model: OrdersModel, history: History, { steps, time }: { steps: number; time: number }) => ({
  size: shapeOf(model, history) + steps,
  odds: time / (model.alpha + history.active + history.silent),
});

/** The probability of at least one order in some time to come. */
export const buysWithin = (model: OrdersModel, history: History, time: number): number => {
  const none = pathsOf(model, history).map(({ steps, share }) => {
    const ahead = stepsAhead(model, history, { steps, time });
    return share * sum(Array.from({ length: model.k - steps }, (_, further) => chanceOf(further, ahead)));
  });
  return none.length === 0 ? 0 : alive(model, history) * (1 - sum(none));
};

/**
 * By number of orders that a customer who never left would make, how many are expected of one who may leave after each: the
 * first for certain, every other one only of those who stayed until then.
 */
const expectedOf = ({ a, b }: OrdersModel, { repeats }: History): ((orders: number) => number) => {
  const expected = [0];
  let stays = 1;
  return (orders) => {
    for (let known = expected.length; known <= orders; known += 1) {
      expected.push((expected[known - 1] ?? 0) + stays);
      stays *= (b + repeats + known) / (a + b + repeats + known);
    }
    return expected[orders] ?? 0;
  };
};

/** The expected number of purchase days in some time to come. */
export const ordersWithin = (model: OrdersModel, history: History, time: number): number => {
  const expected = expectedOf(model, history);
  const means = pathsOf(model, history).map(({ steps, share }) => {
    const ahead = stepsAhead(model, history, { steps, time });
    return share * meanOver(ahead, (further) => expected(Math.floor((steps + further) / model.k)));
  });
  return alive(model, history) * sum(means);
};
