/**
 * Finds where a thing belongs among sorted things: the first of `length` positions that does not come before it.
 *
 * @param liesBefore - whether the thing at a position comes before it: true up to some position, false from there on.
 */
export const sortedPosition = (length: number, liesBefore: (position: number) => boolean): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (liesBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};
