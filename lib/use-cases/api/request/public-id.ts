import { textLike } from '#events/forms/text.ts';
import { personIdPattern } from '#events/person-id.ts';

/** What an id must be, in words. */
export const publicIdRule = "must be 1 to 64 characters of A-Z a-z 0-9 . _ : @ + -, with a ~ before a visitor's";

/** The id of a customer, or `~` and that of a visitor. */
export const publicId = textLike(new RegExp(personIdPattern.source.replace('^', '^~?')), { rule: publicIdRule });
