import { number } from '#lib/core/number-words.ts';
import type { Telling } from '../telling.ts';
import { quoted } from '../words/quoted.ts';
import { lastFullMonth } from './last-full-month.ts';
import type { SegmentCourse } from './segment-courses.ts';

/** How a segment changed within a month. */
interface Change {
  readonly name: string;
  readonly by: number;
  readonly to: number;
}

const changesIn = (courses: readonly SegmentCourse[], from: string): readonly Change[] =>
  courses
    .flatMap(({ name, months }) => {
      const place = months.findIndex((month) => month.from === from);
      const [before, now] = [months[place - 1], months[place]];
      return before === undefined || now === undefined ? [] : [{ name, by: now.size - before.size, to: now.size }];
    })
    .toSorted((one, other) => other.by - one.by);

const clause = ({ name, by, to }: Change, verb: string): string =>
  `${quoted(name)} ${verb}, from ${number(to - by)} to ${number(to)}`;

const clausesOf = (changes: readonly Change[]): readonly string[] => {
  const [grown, shrunk] = [changes[0], changes.at(-1)];
  const most = changes.length > 1 ? ' most' : '';
  return [
    ...(grown !== undefined && grown.by > 0 ? [clause(grown, `grew${most}`)] : []),
    ...(shrunk !== undefined && shrunk.by < 0 ? [clause(shrunk, `shrank${most}`)] : []),
  ];
};

/** How sizes changed in the last full month, in one sentence. */
export const growthFinding = (courses: readonly SegmentCourse[], telling: Telling): string => {
  const month = lastFullMonth(courses[0]?.months ?? [], telling);
  const changes = month === undefined ? [] : changesIn(courses, month.from);
  if (month === undefined || changes.length === 0)
    return 'The history is too short to compare one full month with another.';
  const clauses = clausesOf(changes);
  const name = telling.dates.month(month.from);
  return clauses.length === 0 ? `In ${name} no segment changed its size.` : `In ${name} ${clauses.join('; ')}.`;
};
