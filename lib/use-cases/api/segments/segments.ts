import { hour } from '#lib/core/members/change-counts.ts';
import { describeSegment } from '#lib/core/segments/describe/describe.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { MemberCounts } from '#lib/ports/members/member-counts.ts';
import { readAhead } from '../../insight/read-ahead.ts';
import { defineRoute } from '../route.ts';

/** Where no members are kept. */
const unknown = { members: null, asOf: null, entered24h: null, exited24h: null };

/** The present hour, and those before it. */
const hoursOfDay = 24;

const countsOf = async (counts: MemberCounts, key: string, now: Instant) => {
  const lately = await counts.counted(key, now - (hoursOfDay - 1) * hour, now);
  const size = await counts.size(key);
  return {
    members: size ?? null,
    asOf: size === undefined ? null : formatInstant(now),
    entered24h: lately.reduce((sum, { entered }) => sum + entered, 0),
    exited24h: lately.reduce((sum, { exited }) => sum + exited, 0),
  };
};

/** Every segment of the catalogue in its order, with what it means and how many are in it. */
export const segmentsRoute = defineRoute({
  method: 'GET',
  path: '/v1/segments',
  roles: ['marketing'],
  handle: async ({ catalogue: { source, segments }, counts }, { now, visible }) => {
    const shown = source.segments.filter(({ key }) => visible === 'all' || visible.has(key));
    const hashes = new Map(segments.map(({ key, definitionHash }) => [key, definitionHash]));
    const counted = readAhead(shown, async (segment) => ({
      key: segment.key,
      name: segment.name,
      description: segment.description ?? null,
      meaning: describeSegment(segment, source),
      definitionHash: hashes.get(segment.key),
      ...(counts === undefined ? unknown : await countsOf(counts, segment.key, now)),
    }));
    return { json: await Array.fromAsync(counted) };
  },
});
