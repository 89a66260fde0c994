import { formatInstant } from '../../time/instant.ts';
import type { Told } from '../adapter.ts';
import { digestOf, factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { noPerson } from '../person.ts';
import { faultOf } from '../unusable.ts';
import { referenceIn } from './resource.ts';

const longestTag = 255;

/** The names of the traits that tags are, such as `tag:VIP`. */
const tagTraits = (tags: readonly unknown[]): readonly string[] => {
  const texts = tags.flatMap((tag) => (typeof tag === 'string' ? [tag.toWellFormed().trim()] : []));
  return [
    ...new Set(texts.filter((tag) => tag !== '' && tag.length <= longestTag).map((tag) => `tag:${tag}`)),
  ].toSorted();
};

const given = (names: readonly string[]): Readonly<Record<string, true>> =>
  Object.fromEntries(names.map((name) => [name, true]));

/** The tags of a customer who is told with them, as one text and each by itself: what comes later names only those that change. */
export const tagsOf = (customer: Payload): object => {
  const [tags, all] = [customer.text('tags'), customer.raw('tags')];
  return tags === undefined ? {} : { tags, ...given(tagTraits(String(all).split(','))) };
};

/**
 * Tags that a customer was given, or that were taken off. Since version 2025-01 a customer is told without their tags, and these
 * payloads have only those that changed: each tag is a trait of its own, which is true or absent.
 */
export const tellTags =
  (change: 'given' | 'taken') =>
  (payload: Payload): readonly Told[] => {
    const [customerId, at] = [referenceIn(payload, 'customerId'), payload.instant('occurredAt')];
    if (customerId === undefined) throw noPerson();
    if (at === undefined) throw faultOf(payload.path('occurredAt'), 'an instant', undefined);
    const tags = payload.raw('tags');
    if (!Array.isArray(tags)) throw faultOf(payload.path('tags'), 'a list of tags', tags);
    const names = tagTraits(tags);
    if (names.length === 0) return [];
    const eventId = factId('shopify.tags', at, digestOf([change, names]));
    const says =
      change === 'given' ? { traits: { custom: given(names) } } : { forget: names.map((name) => `custom.${name}`) };
    return [
      {
        type: 'CustomerDescribed',
        detail: { eventId, customerId, occurredAt: formatInstant(at), via: 'crm', ...says },
      },
    ];
  };
