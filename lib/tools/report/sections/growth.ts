import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import { AreaChart } from '../charts/area-chart.ts';
import type { Telling } from '../telling.ts';
import { growthFinding } from './growth-finding.ts';
import type { MakeSection } from './report-section.ts';
import { segmentCourses, type SegmentCourse } from './segment-courses.ts';

const head = { id: 'sizes', title: 'Sizes over time' };

const mostShown = 9;

const multiple = ({ name, size, months }: SegmentCourse, { dates }: Telling) => {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return null;
  const peak = months.reduce((one, other) => (other.size > one.size ? other : one));
  return h(
    'figure',
    { class: 'multiple' },
    h('figcaption', null, h('span', { class: 'name' }, name), h('span', { class: 'figure' }, number(size))),
    h(AreaChart, {
      values: months.map((month) => month.size),
      label: `${name} by month: ${number(first.size)} at first, ${number(peak.size)} at most, ${number(size)} now`,
      titleOf: (index) => {
        const month = months[index] ?? last;
        return `${dates.month(month.from)}: ${number(month.size)}`;
      },
    }),
    h(
      'p',
      { class: 'ends' },
      h('span', null, dates.month(first.from)),
      h('span', null, `most ${number(peak.size)}, ${dates.shortMonth(peak.from)} ${dates.year(peak.from)}`),
    ),
  );
};

/** How the largest segments came to their sizes. */
export const growth: MakeSection = (telling) => {
  const courses = segmentCourses(telling.report).filter(({ months }) => months.some(({ size }) => size > 0));
  if (courses.length === 0) return { ...head, missing: 'Nobody was ever in a segment, so there is nothing to follow.' };
  return {
    ...head,
    finding: growthFinding(courses, telling),
    body: h(
      'div',
      { class: 'part' },
      h('h3', null, 'Members at the end of each month, the largest segments'),
      h(
        'div',
        { class: 'multiples' },
        courses.slice(0, mostShown).map((course) => multiple(course, telling)),
      ),
      h('p', { class: 'note' }, 'Each curve has a scale of its own, from 0 to its highest point.'),
    ),
  };
};
