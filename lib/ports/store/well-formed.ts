// Not `\p{Surrogate}`, whose tables each cold start would load.
const loneSurrogate = /[\uD800-\uDFFF]/gu;

/**
 * Writes the lone surrogates of a JSON text as escapes, which mean the same to a parser. They have no UTF-8 form, so no
 * store could keep them as they are.
 */
export const withoutLoneSurrogates = (json: string): string =>
  json.isWellFormed() ? json : json.replace(loneSurrogate, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
