import { hour, hourOf, type HourCount } from '#lib/core/members/change-counts.ts';
import { pastSizes } from '#lib/core/members/past-sizes.ts';
import { describeSegment } from '#lib/core/segments/describe/describe.ts';
import { requirementOf } from '#lib/core/segments/language/requirement.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { day } from '#lib/core/time/duration.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { MemberCounts } from '#lib/ports/members/member-counts.ts';
import { referredIn } from './referred.ts';

const week = 7 * day;
const weeks = 52;

/** What is counted of a segment. */
interface Counted {
  readonly size: number | undefined;
  /** Of a year, or of the day where the year is still being counted. */
  readonly hours: readonly HourCount[];
}

const hoursOfDay = 24;

/** The beginning of a year's line. */
export const yearBefore = (now: Instant): Instant => hourOf(now) - weeks * week;

/** The beginning of the present hour and the 23 before. */
export const dayBefore = (now: Instant): Instant => hourOf(now) - (hoursOfDay - 1) * hour;

/** A span that ends now. */
interface Span {
  readonly from: Instant;
  readonly now: Instant;
}

/** Counts a segment from an instant on. */
export const countedSince = async (counts: MemberCounts, key: string, { from, now }: Span): Promise<Counted> => ({
  size: await counts.size(key),
  hours: await counts.counted(key, from, now),
});

const sumOf = (hours: readonly HourCount[], of: 'entered' | 'exited', from: Instant): number =>
  hours.reduce((sum, count) => (count.hour >= from ? sum + count[of] : sum), 0);

/** The sizes of a year, week by week. */
const yearOf = ({ size, hours }: Counted, now: Instant, since: Instant | undefined) => {
  if (size === undefined) return null;
  const from = yearBefore(now);
  const sizes = pastSizes(hours, size, { from, step: week, points: weeks + 1 });
  const isCounted = (point: number): boolean =>
    point === weeks || (since !== undefined && from + point * week >= since);
  return {
    from: formatInstant(from),
    step: 'P7D',
    members: sizes.map((members, point) => (isCounted(point) ? members : null)),
  };
};

/** The figures of a segment, as they are known. */
export const figuresOf = (counted: Counted | undefined, people: number | undefined, now: Instant) => {
  const lately = dayBefore(now);
  const { size, hours } = counted ?? {};
  return {
    members: size ?? null,
    share: size === undefined || people === undefined || people === 0 ? null : size / people,
    entered24h: hours === undefined ? null : sumOf(hours, 'entered', lately),
    exited24h: hours === undefined ? null : sumOf(hours, 'exited', lately),
  };
};

/** What a year's line of a segment is made of. */
export interface YearAsked {
  readonly counted: Counted | undefined;
  /** Since when anything was counted. */
  readonly since: Instant | undefined;
  readonly now: Instant;
}

/** The year's line of a segment; null where its size is not known. */
export const lineOf = ({ counted, since, now }: YearAsked) =>
  counted === undefined ? null : yearOf(counted, now, since);

/** A segment as the catalogue has it, in words. */
export const wordsOf = (
  { source }: Catalogue,
  { source: segment, key, name, definitionHash, isQuiet }: CompiledSegment,
) => ({
  key,
  name,
  description: segment.description ?? null,
  meaning: describeSegment(segment, source),
  definitionHash,
  quiet: isQuiet,
  requires: requirementOf(segment, source)?.consent ?? null,
  publishes: segment.publish?.traits ?? [],
  refersTo: referredIn(segment),
});
