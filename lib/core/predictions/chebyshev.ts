const angle = (index: number, count: number): number => (Math.PI * (index + 1 / 2)) / count;

/** The zeros of a Chebyshev polynomial, in (-1, 1): an interpolant of a smooth function errs least where these are its points. */
export const chebyshevNodes = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => Math.cos(angle(index, count)));

/** Gives the coefficients of interpolants of values at as many nodes. The cosines of all are worked out once. */
export const chebyshevCoefficients = (count: number): ((values: readonly number[]) => readonly number[]) => {
  const cosines = Array.from({ length: count }, (_degree, degree) =>
    Float64Array.from({ length: count }, (_index, index) => Math.cos(degree * angle(index, count))),
  );
  return (values) =>
    cosines.map((ofDegree, degree) => {
      let sum = 0;
      for (const [index, cosine] of ofDegree.entries()) sum += (values[index] as number) * cosine;
      return ((degree === 0 ? 1 : 2) * sum) / count;
    });
};
