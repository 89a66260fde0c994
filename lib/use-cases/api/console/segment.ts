import { conditionWords } from '#lib/core/segments/describe/condition-words.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { defineRoute } from '../route.ts';
import { knownSegment } from '../segments/known-segment.ts';
import { referredIn } from './referred.ts';
import { countedSince, dayBefore, figuresOf, wordsOf } from './segment-line.ts';

/** A segment as it is defined: as JSON, and part by part in words. */
export const consoleSegmentRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/segments/{key}',
  roles: ['marketing'],
  asks: ({ params }) => [params['key'] ?? ''],
  handle: async ({ catalogue, counts, console: parts }, { params, now }) => {
    const { source } = catalogue;
    const segment = knownSegment(catalogue, params['key'] ?? '');
    const { key } = segment;
    const people = await parts.people();
    const counted = counts && (await countedSince(counts, key, { from: dayBefore(now), now }));
    return {
      json: {
        asOf: formatInstant(now),
        people: people ?? null,
        currency: source.currency,
        ...wordsOf(catalogue, segment),
        ...figuresOf(counted, people, now),
        definition: segment.source,
        condition: conditionWords(segment.source, source),
        referredBy: source.segments.filter((other) => referredIn(other).includes(key)).map((other) => other.key),
      },
    };
  },
});
