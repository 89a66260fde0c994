import { number } from '#lib/core/number-words.ts';
import { quoted } from '../words/quoted.ts';
import { roundShare } from '../words/shares.ts';
import type { SegmentCourse } from './segment-courses.ts';

/** The share of revenue from which on a segment carries a shop. */
const carrying = 0.5;

type Known = SegmentCourse & Required<Pick<SegmentCourse, 'share' | 'revenueShare'>>;

const isKnown = (course: SegmentCourse): course is Known =>
  course.share !== undefined && course.revenueShare !== undefined;

/** The smallest segment that has brought half of the revenue, where it is not half of everybody. */
const carrier = (courses: readonly SegmentCourse[]): Known | undefined =>
  courses
    .filter(isKnown)
    .filter(({ share, revenueShare }) => revenueShare >= carrying && share < carrying)
    .toSorted((one, other) => one.size - other.size)[0];

const membersOf = ({ name, size, share }: SegmentCourse): string =>
  `${quoted(name)}, with ${number(size)} ${size === 1 ? 'member' : 'members'}${share === undefined ? '' : `, ${roundShare(share)} of everybody`}`;

/** What is to be known of segments, largest first, in one sentence. */
export const segmentsFinding = (courses: readonly SegmentCourse[]): string => {
  const [largest] = courses;
  if (largest === undefined) return 'There is no segment.';
  const half = carrier(courses);
  if (half !== undefined)
    return `${quoted(half.name)} are ${roundShare(half.share)} of everybody, and have brought ${roundShare(half.revenueShare)} of the revenue.`;
  return `${courses.length === 1 ? 'The one segment is' : 'The largest segment is'} ${membersOf(largest)}.`;
};
