import { idFieldOf } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { day } from '#lib/core/time/duration.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { LocalDay } from '#lib/core/time/calendar.ts';
import { daysAhead } from '../../console/leavers.ts';
import { may } from '../access/may.ts';
import { ApiError } from '../api-error.ts';
import { defineRoute } from '../route.ts';
import { knownSegment } from '../segments/known-segment.ts';
import { withoutLeavers } from './abilities.ts';

/** The characters of an instant that name its day. */
const dayLength = 10;

const dayText = (localDay: LocalDay): string => formatInstant(localDay * day).slice(0, dayLength);

/** People are named only to those who may see people. */
const mayName = { roles: ['support'] } as const;

const nobody = { byDay: new Map<LocalDay, number>(), soonest: [] };

/** How many leave on each day, from that of an instant on. */
const countedBy = ({ calendar }: Catalogue, asOf: Instant, byDay: ReadonlyMap<LocalDay, number>) => {
  const days = Array.from({ length: daysAhead }, (_, index) => calendar.dayOf(asOf) + index);
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
    const { asOf, bySegment } = await leavers(now);
    const { byDay, soonest } = bySegment.get(key) ?? nobody;
    if (!may(caller, mayName)) return { json: countedBy(catalogue, asOf, byDay) };
    for (const { person } of soonest) people.add(person);
    const named = soonest.map(({ person, at }) => ({ ...idFieldOf(person), at: formatInstant(at) }));
    return { json: { ...countedBy(catalogue, asOf, byDay), soonest: named } };
  },
});
