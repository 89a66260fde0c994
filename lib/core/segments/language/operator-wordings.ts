import type { Wording } from './operator.ts';
import type { OperatorName } from './operators.ts';

/** The words for the operators; not in their table, since functions, which say nothing, do not load them. */
export const wordings: Readonly<Record<OperatorName, Wording>> = {
  eq: {
    meaning: 'Equal in value and type: 7 is not "7".',
    words: (operand) => ['is', operand],
    quantity: 'exactly',
  },
  ne: {
    meaning: 'There, and not equal.',
    words: (operand) => ['is', `other than ${operand}`],
    quantity: 'any number but',
  },
  gt: {
    meaning: 'Above, between two numbers or two texts.',
    words: (operand) => ['is', `above ${operand}`],
    quantity: 'more than',
  },
  gte: {
    meaning: 'At least, between two numbers or two texts.',
    words: (operand) => ['is', `at least ${operand}`],
    quantity: 'at least',
  },
  lt: {
    meaning: 'Below, between two numbers or two texts.',
    words: (operand) => ['is', `below ${operand}`],
    quantity: 'fewer than',
  },
  lte: {
    meaning: 'At most, between two numbers or two texts.',
    words: (operand) => ['is', `at most ${operand}`],
    quantity: 'at most',
  },
  in: {
    meaning: 'Equal to one of these.',
    words: (operand) => ['is', operand],
    quantity: 'exactly',
  },
  notIn: {
    meaning: 'There, and equal to none of these.',
    words: (operand) => ['is', `other than ${operand}`],
    quantity: 'any number but',
  },
  contains: {
    meaning: 'A list with this element, or a text with this part.',
    words: (operand) => ['contains', operand],
  },
  startsWith: {
    meaning: 'A text that begins with this.',
    words: (operand) => ['starts with', operand],
  },
  endsWith: {
    meaning: 'A text that ends with this.',
    words: (operand) => ['ends with', operand],
  },
  exists: {
    meaning: 'Whether there is a value.',
    words: (operand) => ['is', operand === 'true' ? 'known' : 'unknown'],
  },
  olderThan: {
    meaning: 'An instant at least this long ago, such as P60D, or as many days as a trait says, times a number.',
    words: (operand) => ['was', `at least ${operand} ago`],
  },
  newerThan: {
    meaning: 'An instant less than this long ago, such as P60D, or as many days as a trait says, times a number.',
    words: (operand) => ['was', `less than ${operand} ago`],
  },
  comingWithin: {
    meaning: 'An instant ahead, at most this far, such as P7D; of a date, its beginning.',
    words: (operand) => ['is', `within the next ${operand}`],
  },
  anniversaryIn: {
    meaning: 'A date whose anniversary is at most this far ahead, or today: P0D is the day itself.',
    words: (operand) => ['has', `an anniversary ${operand}`],
  },
};

/** The operator that holds for a value, where one that can be compared is there, if and only if the other does not. */
export const contraries: Partial<Readonly<Record<OperatorName, OperatorName>>> = {
  eq: 'ne',
  ne: 'eq',
  gt: 'lte',
  gte: 'lt',
  lt: 'gte',
  lte: 'gt',
  in: 'notIn',
  notIn: 'in',
  olderThan: 'newerThan',
  newerThan: 'olderThan',
};
