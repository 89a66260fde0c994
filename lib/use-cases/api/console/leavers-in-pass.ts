import { daysCounted, type LeaverCounts } from '#lib/core/insight/leaving/leaver-counts.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { LocalDay } from '#lib/core/time/calendar.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { daysAhead, type LeaversAhead, type SegmentLeavers } from '../../console/leavers.ts';
import type { RunResults } from '../../insight/pass/announce-results.ts';
import { getJson } from '../../insight/pass/json-objects.ts';
import { keys } from '../../insight/pass/keys.ts';
import { ApiError } from '../api-error.ts';
import { referredIn } from './referred.ts';

/** So many local days after a pass seven days are still known. The next is due after a week. */
const oldestDays = daysCounted - daysAhead;

type Counted = LeaverCounts['segments'][number];

const unknown = (why: string): ApiError =>
  new ApiError(
    'not-found',
    `Cannot tell who will leave: ${why}; the next pass tells it, which the operator may start now`,
  );

/** @throws {ApiError} where the latest pass that has ended left none. */
const countsIn = async (objects: Pick<ObjectStore, 'get'>): Promise<LeaverCounts> => {
  const latest = await getJson<RunResults>(objects, keys.latest);
  if (latest === undefined) throw unknown('no pass over everybody has come to its end yet');
  const counts = await getJson<LeaverCounts>(objects, keys.leavers(latest.run));
  if (counts === undefined) throw unknown('the latest pass over everybody has not counted it');
  return counts;
};

/** The segments that were counted as the catalogue defines them, and all that they refer to. */
const stillDefined = ({ segments }: Catalogue, counts: LeaverCounts): readonly Counted[] => {
  const counted = new Map(counts.segments.map((segment) => [segment.key, segment]));
  const defined = new Map(segments.map((segment) => [segment.key, segment]));
  const isSame = (key: string): boolean => {
    const segment = defined.get(key);
    return (
      segment !== undefined &&
      counted.get(key)?.definitionHash === segment.definitionHash &&
      referredIn(segment.source).every(isSame)
    );
  };
  return counts.segments.filter(({ key }) => isSame(key));
};

const byDay = ({ leaving }: Counted, firstDay: LocalDay): SegmentLeavers => ({
  byDay: new Map(leaving.map((people, index) => [firstDay + index, people])),
});

/**
 * Who will leave each segment in seven days from now on, as the latest pass over everybody has counted it. A segment that was
 * defined otherwise then is left out.
 *
 * @throws {ApiError} where that pass has not counted it, was more than eight days ago, or went by days of another zone.
 */
export const leaversInLatestPass = async (
  objects: Pick<ObjectStore, 'get'>,
  catalogue: Catalogue,
  now: Instant,
): Promise<LeaversAhead> => {
  const { calendar } = catalogue;
  const counts = await countsIn(objects);
  if (counts.timeZone !== calendar.timeZone)
    throw unknown(`the latest pass over everybody went by days of ${counts.timeZone}, not of ${calendar.timeZone}`);
  const [asOf, firstDay] = [parseInstant(counts.asOf), calendar.dayOf(now)];
  const first = calendar.dayOf(asOf);
  if (firstDay - first > oldestDays)
    throw unknown(`the latest pass over everybody is of ${counts.asOf}, more than ${oldestDays} days ago`);
  const known = stillDefined(catalogue, counts);
  return { asOf, firstDay, bySegment: new Map(known.map((segment) => [segment.key, byDay(segment, first)])) };
};
