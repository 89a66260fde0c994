const startsSentence = /^\p{Lu}/u;

/** What cannot be said, and why: a reason that is a sentence of its own, as errors are, stays one. */
export const withReason = (cannot: string, reason: string): string =>
  `${cannot}${startsSentence.test(reason) ? '. ' : ': '}${reason}.`;
