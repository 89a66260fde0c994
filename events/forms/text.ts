import * as z from 'zod/mini';
import { form, type Form } from './form.ts';

/** Free text is at most this long, in UTF-16 code units. */
const longestText = 256;

/** JSON Schema counts code points. */
const beyond = [
  'The length of a text is counted in UTF-16 code units, as JavaScript and Java count: an emoji is two. A JSON Schema counts it as one.',
];

/** The JSON Schema of a text of 1 to 256 characters, and what it cannot say. */
export const textRule = { json: { type: 'string', minLength: 1, maxLength: longestText }, beyond } as const;

/** Whether a value is a free text of 1 to 256 characters. */
export const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= longestText;

/** A free string: no code lists for countries, genders, channels. */
export const text = form<string>({
  name: 'Text',
  as: 'text',
  rule: 'must be a text of 1 to 256 characters',
  ...textRule,
  holds: isText,
});

/** A free string that may be left out: one schema for all such fields, since a cold start waits for each schema. */
export const optionalText = z.optional(text);

const longestLongText = 10_000;

/** A text written by a person, up to 10,000 characters. */
export const longText = form<string>({
  name: 'LongText',
  as: 'text',
  rule: 'must be a text of 1 to 10,000 characters',
  json: { type: 'string', minLength: 1, maxLength: longestLongText },
  beyond,
  holds: (value) => typeof value === 'string' && value.length >= 1 && value.length <= longestLongText,
});

/** Any text, the empty one too. */
export const anyText = form<string>({
  as: 'text',
  rule: 'must be a text',
  json: { type: 'string' },
  holds: (value) => typeof value === 'string',
});

/** One of a few words. */
export const oneOf = <const Word extends string>(words: readonly Word[]): z.ZodMiniCustom<Word, Word> => {
  const known: ReadonlySet<unknown> = new Set(words);
  return form<Word>({
    as: 'text',
    rule: `must be one of ${words.join(', ')}`,
    json: { type: 'string', enum: words },
    holds: (value) => known.has(value),
  });
};

/** A string of a fixed pattern, described by `rule`. The pattern is read by other languages: `[0-9]`, never `\d`. */
export const textLike = (
  pattern: RegExp,
  { name, rule, as = 'text' }: Pick<Form, 'name' | 'rule'> & Partial<Pick<Form, 'as'>>,
): z.ZodMiniCustom<string, string> =>
  form<string>({
    ...(name !== undefined && { name }),
    as,
    rule,
    json: { type: 'string', pattern: pattern.source },
    holds: (value) => typeof value === 'string' && pattern.test(value),
  });
