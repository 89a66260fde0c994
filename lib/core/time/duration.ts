/** The form of a duration of fixed length. */
export const durationForm = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const second = 1000;

/** A day in milliseconds: always 24 hours. */
export const day = 86_400 * second;

/** The longest that a catalogue may name, `P36500D`: an instant and a length must stay within what a date can hold. */
export const longestDuration = 36_500 * day;

const unitLengths = [7 * day, day, 3600 * second, 60 * second, second];

/**
 * Reads an ISO 8601 duration of fixed length (`P2W`, `P30D`, `PT90M`, `P1DT12H`) as milliseconds.
 * Undefined for everything else, including months and years, which have no fixed length.
 */
export const parseDuration = (text: string): number | undefined => {
  const match = durationForm.exec(text);
  if (!match) return undefined;
  const length = unitLengths.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
  return Number.isSafeInteger(length) ? length : undefined;
};

/** A duration that a check has accepted, in milliseconds. */
export const lengthOf = (duration: string): number => parseDuration(duration) ?? Number.NaN;

/** Advice on what to write instead of a text that `parseDuration` refuses. */
export const durationAdvice = (text: string): string =>
  /^P\d+(\.\d+)?[MY]/.test(text)
    ? 'a duration of fixed length: write months and years as days, such as P30D or P365D'
    : 'an ISO 8601 duration of fixed length such as P30D, PT12H or P1DT12H';
