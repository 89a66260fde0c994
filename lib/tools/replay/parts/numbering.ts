/** The rows that one line or one review may write: far more than any does. */
const rowsPerNumber = 2 ** 20;

/** Places rows by the number of the line or the review that they come of, so that the rows of several stores can be put in order. */
export class Numbering {
  #next = 0;

  /** Begins with the rows of a number, which is higher than any before. */
  begin(number: number): void {
    this.#next = number * rowsPerNumber;
  }

  readonly next = (): number => {
    this.#next += 1;
    return this.#next;
  };
}

/** The number that the row at a position came of. */
export const numberAt = (position: number): number => Math.floor((position - 1) / rowsPerNumber);
