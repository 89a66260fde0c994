import * as z from 'zod/mini';
import { parseDecimal } from './decimal.ts';
import { numberFormatOf } from './number-format.ts';
import { parsePath, parseTemplate, pathsOf, type Template } from './template.ts';
import { compileTimeFormat } from './times/time-format.ts';
import { zonesByName } from './times/zones.ts';

/** A text read by `parse`; refused with what was expected where that returns undefined. */
const textReadBy = <Value>(parse: (text: string) => Value | undefined, expected: string) =>
  z.pipe(
    z.string(),
    z.transform((text, { issues }): Value => {
      const value = parse(text);
      if (value !== undefined) return value;
      issues.push({ code: 'custom', message: expected, input: text });
      return z.NEVER;
    }),
  );

const orUndefined = <Value>(make: () => Value): Value | undefined => {
  try {
    return make();
  } catch {
    return undefined;
  }
};

/** A text with `{Column}` placeholders, never empty. */
export const template = textReadBy(
  (text) => (text === '' ? undefined : parseTemplate(text)),
  'a text in which every {Column} is closed',
);

/** A column by its name, or a column of another table as `table.column`. */
export const cellPath = textReadBy((text) => (text === '' ? undefined : parsePath(text)), "a column's name");

/** A regular expression as text. */
export const expression = textReadBy((text) => orUndefined(() => new RegExp(text, 'u')), 'a regular expression');

/** The number 1234.56 as a column writes it. */
export const numberFormat = textReadBy(numberFormatOf, 'the number 1234.56 as the column writes it, such as 1.234,56');

/** A decimal number, as a number or as text. */
export const decimal = z.pipe(
  z.union([z.number(), z.string()], { error: 'a decimal number' }),
  z.pipe(z.transform(String), textReadBy(parseDecimal, 'a decimal number')),
);

const utc: Template = { text: 'UTC', parts: ['UTC'] };

const timeForms =
  'a format of YYYY or YY, M to MMMM, D DD or Do, HH H hh h mm ss A Z ddd dddd, or of X or x, each once, with a known zone';

/** The cells of a time, their format, and the zone of times without an offset: a text, UTC by default. */
export const timeForm = z.pipe(
  z.strictObject({
    at: z.union([template, z.array(template).check(z.minLength(1))], {
      error: 'a text with {Column}s or a list of such texts',
    }),
    format: z.string(),
    zone: z.optional(template),
  }),
  z.transform(({ at, format, zone = utc }, { issues }) => {
    const compiled = orUndefined(() => compileTimeFormat(format));
    const zones = zonesByName();
    const isKnown = pathsOf(zone).length > 0 || zones(zone.text) !== undefined;
    if (compiled !== undefined && isKnown)
      return { at: 'parts' in at ? [at] : at, format: compiled, written: format, zone, zones };
    issues.push({ code: 'custom', message: timeForms, input: { format, zone: zone.text } });
    return z.NEVER;
  }),
);
