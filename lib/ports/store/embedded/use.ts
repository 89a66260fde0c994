/**
 * How a database is used: a `draft` is a file that is thrown away unless all goes well, a `part` a draft that becomes part of another,
 * and a `reader` writes nothing.
 */
export type Use = 'draft' | 'part' | 'reader';

/** Whether the indexes come later. */
export const isFilled = (use: Use | undefined): boolean => use === 'draft' || use === 'part';
