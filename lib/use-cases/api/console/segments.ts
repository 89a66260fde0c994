import { formatInstant } from '#lib/core/time/instant.ts';
import { readAhead } from '../../insight/read-ahead.ts';
import { defineRoute } from '../route.ts';
import { countedYear, figuresOf, lineOf, wordsOf } from './segment-line.ts';

/** All segments in the catalogue's order, in words, each with its size, and that of the past year week by week. */
export const consoleSegmentsRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/segments',
  roles: ['marketing'],
  handle: async ({ catalogue, counts, console: parts }, { now }) => {
    const inOrder = catalogue.segments.toSorted((one, other) => one.index - other.index);
    const counted = await Array.fromAsync(
      readAhead(inOrder, async ({ key }) => counts && (await countedYear(counts, key, now))),
    );
    const people = await parts.people();
    const firsts = counted.flatMap((each) => each?.hours[0]?.hour ?? []);
    const since = firsts.length === 0 ? undefined : Math.min(...firsts);
    return {
      json: {
        asOf: formatInstant(now),
        people: people ?? null,
        countedSince: since === undefined ? null : formatInstant(since),
        items: inOrder.map((segment, place) => ({
          ...wordsOf(catalogue, segment),
          ...figuresOf(counted[place], people, now),
          year: lineOf({ counted: counted[place], since, now }),
        })),
      },
    };
  },
});
