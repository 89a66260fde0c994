import { idFieldOf } from '#lib/core/profile/person.ts';
import { dayText, formatInstant } from '#lib/core/time/instant.ts';
import { daysAhead, type LeaversAhead, type SegmentLeavers } from '../../console/leavers.ts';
import { may } from '../access/may.ts';
import { ApiError } from '../api-error.ts';
import { defineRoute } from '../route.ts';
import { knownSegment } from '../segments/known-segment.ts';
import { withoutLeavers } from './abilities.ts';

const definedSince =
  'it was defined otherwise when everybody was last counted; the next pass tells it, which the operator may start now';

/** People are named only to those who may see people. */
const mayName = { roles: ['support'] } as const;

/** How many leave on each day. */
const counted = ({ asOf, firstDay }: LeaversAhead, { byDay }: SegmentLeavers) => {
  const days = Array.from({ length: daysAhead }, (_, index) => firstDay + index);
  return {
    asOf: formatInstant(asOf),
    days: days.map((each) => ({ day: dayText(each), leaving: byDay.get(each) ?? 0 })),
  };
};

/** Who will leave a segment in the days ahead if nothing happens, by local days. */
export const leaversRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/segments/{key}/leavers',
  roles: ['marketing'],
  asks: ({ params }) => [params['key'] ?? ''],
  handle: async ({ catalogue, console: { leavers } }, { params, caller, people, now }) => {
    const { key } = knownSegment(catalogue, params['key'] ?? '');
    if (leavers === undefined) throw new ApiError('not-found', `Cannot tell who will leave ${key}: ${withoutLeavers}`);
    const ahead = await leavers(now);
    const found = ahead.bySegment.get(key);
    if (found === undefined) throw new ApiError('not-found', `Cannot tell who will leave ${key}: ${definedSince}`);
    const { soonest } = found;
    const counts = counted(ahead, found);
    if (soonest === undefined || !may(caller, mayName)) return { json: counts };
    for (const { person } of soonest) people.add(person);
    const named = soonest.map(({ person, at }) => ({ ...idFieldOf(person), at: formatInstant(at) }));
    return { json: { ...counts, soonest: named } };
  },
});
