/**
 * The q-value of each of several tests, in their order: the smallest false discovery rate at which it is still a discovery
 * (Benjamini and Hochberg 1995).
 *
 * @param pValues - of all tests, those included in which nothing was found.
 */
export const falseDiscoveryRates = (pValues: readonly number[]): readonly number[] => {
  const order = pValues.map((_, index) => index).sort((one, other) => pValueAt(other) - pValueAt(one));
  function pValueAt(index: number): number {
    return pValues[index] as number;
  }
  const rates = Array.from(pValues, () => 1);
  let smallest = 1;
  for (const [place, index] of order.entries()) {
    const rank = pValues.length - place;
    smallest = Math.min(smallest, (pValueAt(index) * pValues.length) / rank);
    rates[index] = smallest;
  }
  return rates;
};
