const angle = (index: number, count: number): number => (Math.PI * (index + 1 / 2)) / count;

/** The zeros of a Chebyshev polynomial, in (-1, 1): an interpolant of a smooth function errs least where these are its points. */
export const chebyshevNodes = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => Math.cos(angle(index, count)));

/** The coefficients of the interpolant of some values at as many nodes. */
export const chebyshevCoefficients = (values: readonly number[]): readonly number[] =>
  values.map((_, degree) => {
    const sum = values.reduce(
      (total, value, index) => total + value * Math.cos(degree * angle(index, values.length)),
      0,
    );
    return ((degree === 0 ? 1 : 2) * sum) / values.length;
  });
