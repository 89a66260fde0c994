import { printedValue } from '#events/printed-value.ts';
import { durationAdvice, longestDuration, parseDuration } from '#lib/core/time/duration.ts';
import { lastInstant, type Instant } from '#lib/core/time/instant.ts';

/** The length that a text names, or what is wrong with it. */
export type Length = { readonly ms: number } | { readonly fault: string };

const refused = (rule: string, text: string | undefined): Length => ({
  fault: `Cannot let time pass by "by" as ${rule}: current value is ${printedValue(text)}`,
});

/** Reads how far time is to go on from an instant. */
export const readLength = (text: string | undefined, from: Instant): Length => {
  const ms = parseDuration(text ?? '');
  if (text === undefined || ms === undefined) return refused(durationAdvice(text ?? ''), text);
  if (ms > longestDuration) return refused('a duration of at most P36500D', text);
  return from + ms > lastInstant ? refused('a duration that ends by the year 9999', text) : { ms };
};
