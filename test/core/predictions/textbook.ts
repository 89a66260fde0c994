import type { OrderHistory, OrderModel } from '#lib/core/predictions/order-model.ts';

const lanczos = [
  0.999_999_999_999_809_9, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
  1.505_632_735_149_311_6e-7,
];

/** ln Γ for positive numbers, after Lanczos. */
const lgamma = (x: number): number => {
  const [first = 0, ...others] = lanczos;
  const sum = others.reduce((total, one, index) => total + one / (x + index), first);
  const base = x + 6.5;
  return Math.log(Math.sqrt(2 * Math.PI)) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
};

const lbeta = (a: number, b: number): number => lgamma(a) + lgamma(b) - lgamma(a + b);

/** P(N = n) of a negative binomial of some size with the probability z. */
const negativeBinomial = (n: number, size: number, z: number): number =>
  Math.exp(lgamma(size + n) - lgamma(size) - lgamma(n + 1) + n * Math.log(z) + size * Math.log1p(-z));

const terms = 1_500;
const first = <Value>(count: number, valueOf: (index: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, index) => valueOf(index));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What MBG/CNBD-k says of a customer, in the textbook's form: with Γ and B, and every sum written out. Times are in the model's units. */
export const textbook = ({ k, r, alpha, a, b }: OrderModel, { repeats, recency }: OrderHistory) => {
  const size = r + k * repeats;
  const leaving = Math.exp(lbeta(a + 1, b + repeats) - lbeta(a, b + repeats + 1));
  /** The chance of j of the k steps towards the next order by an age, and of no order. */
  const steps = (age: number): readonly number[] =>
    first(k, (j) =>
      Math.exp(
        lgamma(size + j) -
          lgamma(size) -
          lgamma(j + 1) +
          size * Math.log(alpha + recency) +
          (j === 0 ? 0 : j * Math.log(age - recency)) -
          (size + j) * Math.log(alpha + age),
      ),
    );
  const silence = (age: number): number => sum(steps(age));
  const alive = (age: number): number => silence(age) / (silence(age) + leaving);
  return {
    silence,
    alive,
    buysWithin: (age: number, time: number): number => (silence(age) - silence(age + time)) / (silence(age) + leaving),
    ordersWithin: (age: number, time: number): number => {
      const z = time / (alpha + age + time);
      const weights = steps(age).map((step) => step / silence(age));
      const atLeast = weights.map((_, j) => {
        const chances = first(terms, (n) => negativeBinomial(n, size + j, z));
        let tail = sum(chances);
        return chances.map((chance) => {
          const before = tail;
          tail -= chance;
          return before;
        });
      });
      const expected = sum(
        first(Math.floor(terms / k) - 1, (index) => {
          const m = index + 1;
          const staying = Math.exp(lbeta(a, b + repeats + m) - lbeta(a, b + repeats + 1));
          return staying * sum(weights.map((weight, j) => weight * (atLeast[j]?.[Math.max(0, k * m - j)] ?? 0)));
        }),
      );
      return alive(age) * expected;
    },
  };
};
