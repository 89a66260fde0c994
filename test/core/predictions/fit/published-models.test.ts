import { describe, expect, test } from 'vitest';
import { lnGamma } from '#lib/core/predictions/fit/gamma-functions.ts';
import { maximise, type Differentiable } from '#lib/core/predictions/fit/maximum.ts';
import { CellCounts, type OrderCells } from '#lib/core/predictions/fit/order-cells.ts';
import { dayCellOf } from '#lib/core/predictions/fit/order-counts.ts';
import { lacksRealData } from '#test/support/real-data.ts';
import { cdnowDays, cdnowUntil } from '../cdnow.ts';

type Four = readonly [number, number, number, number];

/** x, t_x and T of a customer, in weeks. */
type Customer = readonly [x: number, tx: number, T: number];

/** BG/NBD (Fader, Hardie and Lee 2005): r, α, a and b. */
const bgNbd = ([r, alpha, a, b]: Four, [x, tx, T]: Customer): number => {
  const common = lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha);
  const stayed = lnGamma(a + b) + lnGamma(b + x) - lnGamma(b) - lnGamma(a + b + x);
  const active = (alpha + T) ** -(r + x);
  const left = x === 0 ? 0 : (a / (b + x - 1)) * (alpha + tx) ** -(r + x);
  return common + stayed + Math.log(active + left);
};

/** Gauss's hypergeometric function by its series, for 0 <= z < 1. */
const hypergeometric = (a: number, b: number, c: number): ((z: number) => number) => {
  return (z) => {
    let [sum, term] = [1, 1];
    for (let n = 0; term > 1e-16 * sum; n += 1) {
      term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
      sum += term;
    }
    return sum;
  };
};

/** Pareto/NBD (Schmittlein, Morrison and Colombo 1987, as computed by Fader and Hardie 2005): r, α, s and β. */
const paretoNbd = ([r, alpha, s, beta]: Four, [x, tx, T]: Customer): number => {
  const [most, apart, size] = [Math.max(alpha, beta), Math.abs(alpha - beta), r + s + x];
  const series = hypergeometric(size, alpha >= beta ? s + 1 : r + x, size + 1);
  const at = (time: number): number => series(apart / (most + time)) / (most + time) ** size;
  const alive = (alpha + T) ** -(r + x) * (beta + T) ** -s;
  const common = r * Math.log(alpha) + s * Math.log(beta) - lnGamma(r) + lnGamma(r + x);
  return common + Math.log(alive + (s / size) * (at(tx) - at(T)));
};

/** The likelihood of all customers, with a gradient from differences: these models are here for their published figures alone. */
const likelihoodOf = (
  model: (parameters: Four, customer: Customer) => number,
  { repeats, recency, age, customers }: OrderCells,
): Differentiable => {
  const valueAt = (logs: readonly number[]): number => {
    const parameters = logs.map(Math.exp) as unknown as Four;
    return repeats.reduce((sum, x, row) => {
      const customer: Customer = [x, recency[row] as number, age[row] as number];
      return sum + (customers[row] as number) * model(parameters, customer);
    }, 0);
  };
  const step = 1e-5;
  return (logs) => ({
    value: valueAt(logs),
    gradient: logs.map((_, index) => {
      const moved = (by: number) => valueAt(logs.map((one, other) => (other === index ? one + by : one)));
      return (moved(step) - moved(-step)) / (2 * step);
    }),
  });
};

describe.skipIf(lacksRealData)('maximise() comes on CDNOW to the published figures of', () => {
  test.each([
    { name: 'BG/NBD', model: bgNbd, logLikelihood: -9582.429, published: [0.2425945, 4.4136019, 0.7929199, 2.4258881] },
    {
      name: 'Pareto/NBD',
      model: paretoNbd,
      logLikelihood: -9594.976,
      published: [0.55315, 10.57633, 0.60625, 11.6715],
    },
  ])('$name', async ({ model, logLikelihood, published }) => {
    const counts = new CellCounts();
    for (const days of await cdnowDays()) {
      const on = days.map(([one]) => one);
      counts.add(dayCellOf(on, cdnowUntil));
    }
    const { at, value } = maximise(likelihoodOf(model, counts.inUnits(7)), { at: [0, 1, 0, 1] });
    expect(value).toBeCloseTo(logLikelihood, 2);
    at.map(Math.exp).forEach((parameter, index) => expect(parameter).toBeCloseTo(published[index] as number, 2));
  });
});
