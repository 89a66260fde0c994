/** Texts are shown with no more than this many UTF-16 code units. */
const longestShown = 256;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Cuts a text to 256 code units, or to one less where that would split a surrogate pair. */
const shownText = (text: string): string => {
  if (text.length <= longestShown) return text;
  const splits = isHighSurrogate(text.charCodeAt(longestShown - 1)) && isLowSurrogate(text.charCodeAt(longestShown));
  return text.slice(0, splits ? longestShown - 1 : longestShown);
};

/** A value with every text in it cut. */
export const shown = (value: unknown): unknown => {
  if (typeof value === 'string') return shownText(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shown(part)]));
};
