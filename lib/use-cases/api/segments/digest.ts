import { formatInstant } from '#lib/core/time/instant.ts';
import { defineRoute } from '../route.ts';
import { askedPart, partParameters } from './asked-part.ts';

/** What each shard of a segment holds, in short: for who wants to know whether a list of their own is the same. */
export const digestRoute = defineRoute({
  method: 'GET',
  path: '/v1/segments/{key}/digest',
  roles: ['marketing', 'campaign'],
  query: partParameters,
  asks: ({ params }) => [params['key'] ?? ''],
  handle: async (deps, ask) => {
    const { key, members, part, of } = askedPart(deps, ask);
    return { json: { asOf: formatInstant(ask.now), shards: await members.digest(key, { part, of }) } };
  },
});
