import * as z from 'zod/mini';
import { form } from './form.ts';

/** Free text is at most this long, in UTF-16 code units. */
const longestText = 256;

/** @param written - the number as people read it: `toLocaleString` loads tables that cost a cold start more than all schemas. */
const textUpTo = (longest: number, written = String(longest)): z.ZodMiniCustom<string, string> =>
  form<string>({
    as: 'text',
    rule: `must be a text of 1 to ${written} characters`,
    holds: (value) => typeof value === 'string' && value.length >= 1 && value.length <= longest,
  });

/** Whether a value is a free text of 1 to 256 characters. */
export const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= longestText;

/** A free string: no code lists for countries, genders, channels. */
export const text = textUpTo(longestText);

/** A free string that may be left out: one schema for all such fields, since a cold start waits for each schema. */
export const optionalText = z.optional(text);

/** A text written by a person, up to 10,000 characters. */
export const longText = textUpTo(10_000, '10,000');

/** One of a few words. */
export const oneOf = <const Word extends string>(words: readonly Word[]): z.ZodMiniCustom<Word, Word> => {
  const known: ReadonlySet<unknown> = new Set(words);
  return form<Word>({ as: 'text', rule: `must be one of ${words.join(', ')}`, holds: (value) => known.has(value) });
};

/** A string of a fixed pattern, described by `rule`. */
export const textLike = (pattern: RegExp, rule: string): z.ZodMiniCustom<string, string> =>
  form<string>({ as: 'text', rule, holds: (value) => typeof value === 'string' && pattern.test(value) });
