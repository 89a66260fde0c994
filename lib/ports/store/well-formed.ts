// Not `\p{Surrogate}`: tables for that took a cold start a quarter of a millisecond.
const loneSurrogate = /[\uD800-\uDFFF]/gu;

/**
 * Writes lone surrogates of a JSON text as escapes, which mean the same to whoever parses it. They have no UTF-8, so
 * that no store could keep them.
 */
export const withoutLoneSurrogates = (json: string): string =>
  json.isWellFormed() ? json : json.replace(loneSurrogate, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
