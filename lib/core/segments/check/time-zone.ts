import * as z from 'zod/mini';
import { withHint } from './closed.ts';

/** The names of all zones, aliases aside, each with its usual letter case. */
const zoneNames = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Names begin with a letter: offsets such as `+01:00` are none, though they can be formatted by. */
export const zoneForm = /^[A-Za-z]/;

/** Whether the platform knows the zone, in whatever letter case. */
export const isKnownZone = (name: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** The name in its usual letter case, where only that is wrong. */
const recased = (name: string): string | undefined =>
  zoneNames().find((zone) => zone !== name && zone.toLowerCase() === name.toLowerCase());

const isZone = (name: string): boolean => zoneForm.test(name) && isKnownZone(name) && recased(name) === undefined;

const zoneRule = 'the IANA name of a time zone, such as Europe/Berlin';

const advice = (input: unknown): string => {
  const same = typeof input === 'string' ? recased(input) : undefined;
  return same === undefined ? withHint(zoneRule, input, zoneNames()) : `${zoneRule} (did you mean \`${same}\`?)`;
};

/** The name of a time zone, as the IANA writes it. */
export const timeZone = z.string(zoneRule).check(z.refine(isZone, { error: ({ input }) => advice(input) }));
