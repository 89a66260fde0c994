/** As spreadsheet programs save a long number: `6.03E+12`. */
const rounded = /^-?\d(?:[.,]\d+)?E[+-]\d{2,3}$/i;

/** Whether an id has become a number of a few digits, by which it can no longer be told from others. */
export const isRounded = (text: string): boolean => rounded.test(text);
