import { h } from 'preact';
import { counted, number } from '#lib/core/number-words.ts';
import { ShareBar } from '../charts/share-bar.ts';
import { Sparkline } from '../charts/sparkline.ts';
import type { Telling } from '../telling.ts';
import { roundShare } from '../words/shares.ts';
import { DataTable } from './data-table.ts';
import { Note } from './part.ts';
import type { MakeSection } from './report-section.ts';
import { segmentsFinding } from './segments-finding.ts';
import { segmentCourses, type SegmentCourse } from './segment-courses.ts';

const head = { id: 'segments', title: 'Segments' };

/** So many are read at a glance; the others are a click away. */
const mostShown = 12;

const sizesTitle = ({ name, months }: SegmentCourse, { dates }: Telling): string => {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return name;
  return `${name}: ${number(first.size)} at the end of ${dates.month(first.from)}, ${number(last.size)} now`;
};

const nameCell = ({ name, meaning, share }: SegmentCourse) => [
  h('span', { class: 'strong' }, name),
  h('span', { class: 'meaning' }, meaning),
  share === undefined ? null : h(ShareBar, { share }),
];

const shareWords = (share: number | undefined): string => (share === undefined ? '–' : roundShare(share));

const segmentTable = (rows: readonly SegmentCourse[], telling: Telling, caption: string) =>
  DataTable<SegmentCourse>({
    caption,
    columns: [
      { head: 'Segment', cell: nameCell },
      { head: 'Members', isNumber: true, cell: ({ size }) => number(size) },
      { head: 'Of everybody', isNumber: true, cell: ({ share }) => shareWords(share) },
      {
        head: 'Of revenue',
        isNumber: true,
        isRoomy: true,
        cell: ({ revenueShare }) => shareWords(revenueShare),
      },
      {
        head: 'By month',
        isRoomy: true,
        cell: (course) =>
          h(Sparkline, { values: course.months.map(({ size }) => size), title: sizesTitle(course, telling) }),
      },
    ],
    rows,
  });

const emptyNote = (empty: readonly SegmentCourse[]) =>
  empty.length === 0
    ? null
    : h(
        Note,
        null,
        `Nobody is in ${counted(empty.length, 'segment')} now: ${empty.map(({ name }) => name).join(', ')}. `,
        'Where the data lack what a segment asks about, such as feedback or visits, it stays empty.',
      );

const hasUntold = (courses: readonly SegmentCourse[]): boolean =>
  courses.some(({ revenueShare }) => revenueShare === undefined);

const revenueNote = (courses: readonly SegmentCourse[]) =>
  hasUntold(courses)
    ? h(Note, null, 'Of revenue –: not told, since it would tell of few people, by itself or beside another segment.')
    : null;

/** All segments as they stand. */
export const segments: MakeSection = (telling) => {
  const courses = segmentCourses(telling.report);
  const filled = courses.filter(({ size }) => size > 0);
  if (courses.length === 0)
    return { ...head, missing: 'The catalogue has no segment. patron catalogue --default prints one to start from.' };
  if (filled.length === 0) return { ...head, missing: 'Nobody is in any segment yet.', body: emptyNote(courses) };
  const [shown, more] = [filled.slice(0, mostShown), filled.slice(mostShown)];
  const caption = `The ${shown.length === filled.length ? '' : 'largest '}segments; a person can be in several`;
  return {
    ...head,
    finding: segmentsFinding(courses),
    body: [
      h(
        'div',
        { class: 'part' },
        segmentTable(shown, telling, caption),
        more.length === 0
          ? null
          : h(
              'details',
              null,
              h('summary', null, `The other ${counted(more.length, 'segment')} with members`),
              segmentTable(more, telling, 'Smaller segments'),
            ),
        telling.report.shop.revenue > 0 ? revenueNote(filled) : null,
        emptyNote(courses.filter(({ size }) => size === 0)),
      ),
    ],
  };
};
