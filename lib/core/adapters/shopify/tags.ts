import { formatInstant } from '../../time/instant.ts';
import type { Told } from '../adapter.ts';
import { digestOf, factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { noPerson } from '../person.ts';
import { faultOf } from '../unusable.ts';
import { referenceIn } from './resource.ts';

const longestTag = 255;

const tagsIn = (payload: Payload): readonly string[] => {
  const tags = payload.raw('tags');
  if (!Array.isArray(tags)) throw faultOf(payload.path('tags'), 'a list of tags', tags);
  const texts = tags.filter((tag: unknown) => typeof tag === 'string' && tag.trim() !== '' && tag.length <= longestTag);
  return [...new Set(texts.map((tag: string) => `tag:${tag.trim()}`))].toSorted();
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
    const names = tagsIn(payload);
    if (names.length === 0) return [];
    const eventId = factId('shopify.tags', at, digestOf([change, names]));
    const says =
      change === 'given'
        ? { traits: { custom: Object.fromEntries(names.map((name) => [name, true])) } }
        : { forget: names.map((name) => `custom.${name}`) };
    return [
      {
        type: 'CustomerDescribed',
        detail: { eventId, customerId, occurredAt: formatInstant(at), via: 'crm', ...says },
      },
    ];
  };
