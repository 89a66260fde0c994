import { group } from 'd3-array';
import type { Report, ReportedSegment } from '#lib/use-cases/insight/report/report.ts';

type Period = Report['periods'][number];

/** A segment with its months, oldest first. */
export interface SegmentCourse extends ReportedSegment {
  readonly months: readonly Period[];
}

/** The segments with their months, most members first, in the catalogue's order where they have as many. */
export const segmentCourses = ({ segments, periods }: Report): readonly SegmentCourse[] => {
  const months = group(periods, ({ segment }) => segment);
  return segments
    .map((segment) => ({ ...segment, months: months.get(segment.key) ?? [] }))
    .toSorted((one, other) => other.size - one.size);
};
