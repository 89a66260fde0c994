/** Within a power of ten, the steps of round numbers from the roundest on. */
const steps = [5, 2, 1];

/** As many digits as are exact: a multiple of 0.1 is otherwise 0.30000000000000004. */
const exactDigits = 12;

const multipleIn = (step: number, [low, high]: readonly [number, number]): number | undefined => {
  const middle = Math.round((low + high) / 2 / step) * step;
  const multiple = [middle, Math.ceil(low / step) * step].find((each) => each >= low && each <= high);
  return multiple === undefined ? undefined : Number(multiple.toPrecision(exactDigits));
};

/** The number between two, both included, that a person would say: a multiple of the largest step 1, 2 or 5 times a power of ten. */
export const roundNumberIn = (range: readonly [low: number, high: number]): number => {
  const [low, high] = range;
  if (low <= 0 && high >= 0) return 0;
  const largest = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  for (let exponent = largest; exponent > largest - exactDigits; exponent -= 1) {
    const found = steps.map((step) => multipleIn(step * 10 ** exponent, range)).find((each) => each !== undefined);
    if (found !== undefined) return found;
  }
  return low;
};
