import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { MemberCounts } from '#lib/ports/members/member-counts.ts';
import { readAhead } from '../../insight/read-ahead.ts';
import { defineRoute } from '../route.ts';
import { countedSince, dayBefore, figuresOf, lineOf, wordsOf, yearBefore } from './segment-line.ts';

/** What is known of some segments: of a year, or of a day where the year is still being counted. */
const countedOf = async (counts: MemberCounts | undefined, segments: Catalogue['segments'], now: Instant) => {
  if (counts === undefined) return { counting: false, counted: [], since: undefined };
  const counting = !(await counts.isCounted());
  const span = { from: counting ? dayBefore(now) : yearBefore(now), now };
  const counted = await Array.fromAsync(readAhead(segments, ({ key }) => countedSince(counts, key, span)));
  const firsts = counting ? [] : counted.flatMap(({ hours }) => hours[0]?.hour ?? []);
  return { counting, counted, since: firsts.length === 0 ? undefined : Math.min(...firsts) };
};

/** All segments in the catalogue's order, in words, each with its size, and that of the past year week by week. */
export const consoleSegmentsRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/segments',
  roles: ['marketing'],
  handle: async ({ catalogue, counts, console: parts }, { now }) => {
    const inOrder = catalogue.segments.toSorted((one, other) => one.index - other.index);
    const { counting, counted, since } = await countedOf(counts, inOrder, now);
    const people = await parts.people();
    return {
      json: {
        asOf: formatInstant(now),
        people: people ?? null,
        counting,
        countedSince: since === undefined ? null : formatInstant(since),
        items: inOrder.map((segment, place) => ({
          ...wordsOf(catalogue, segment),
          ...figuresOf(counted[place], people, now),
          year: counting ? null : lineOf({ counted: counted[place], since, now }),
        })),
      },
    };
  },
});
